/** Measures markets, synthetic or recorded, by the same definitions. */
@org.jspecify.annotations.NullMarked
package vortex7.matching.facts;
