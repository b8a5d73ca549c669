/** What the daemon shows of itself: plain values for the API, the command line and messengers. */
@org.jspecify.annotations.NullMarked
package vortex7.live.view;
