/** Self-contained pages with charts, for reports: no request leaves the reader's browser. */
@org.jspecify.annotations.NullMarked
package vortex7.cli.page;
