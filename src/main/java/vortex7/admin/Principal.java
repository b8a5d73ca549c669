package vortex7.admin;

/** Who sent a request. */
record Principal(String name, Role role) {}
