@org.jspecify.annotations.NullMarked
package vortex7.cli.bench;
