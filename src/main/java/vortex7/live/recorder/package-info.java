/** What came in, to rotating compressed files: the input of replays. */
@org.jspecify.annotations.NullMarked
package vortex7.live.recorder;
