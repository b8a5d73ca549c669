@org.jspecify.annotations.NullMarked
package vortex7.matching.feed;
