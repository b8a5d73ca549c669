/** Reads recordings and candle files for {@code vortex7.matching.replay}. */
@org.jspecify.annotations.NullMarked
package vortex7.venue.simulated.recording;
