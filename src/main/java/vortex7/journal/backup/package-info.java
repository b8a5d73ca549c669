/** The journal's database in one file, and back. */
@org.jspecify.annotations.NullMarked
package vortex7.journal.backup;
