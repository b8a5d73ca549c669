/** Reports of runs for people and programs: text, JSON and pages. */
@org.jspecify.annotations.NullMarked
package vortex7.cli.report;
