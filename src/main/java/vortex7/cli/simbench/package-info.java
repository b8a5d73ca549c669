/** What {@code bench sim} is made of: loads on the simulated venue, and what they measure. */
@org.jspecify.annotations.NullMarked
package vortex7.cli.simbench;
