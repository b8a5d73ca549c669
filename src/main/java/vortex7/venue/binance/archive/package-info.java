@org.jspecify.annotations.NullMarked
package vortex7.venue.binance.archive;
