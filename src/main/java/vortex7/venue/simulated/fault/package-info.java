/**
 * Disturbances of the simulated venue: what they are, how they are read, when they act. Nothing
 * here touches the venue; {@code vortex7.venue.simulated} asks and acts.
 */
@org.jspecify.annotations.NullMarked
package vortex7.venue.simulated.fault;
