/** The search for better values of the configuration: what to try, and how to judge it. Pure. */
@org.jspecify.annotations.NullMarked
package vortex7.backtest.search;
