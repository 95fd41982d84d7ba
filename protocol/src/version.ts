/**
 * The protocol's version and its history, one line each. Imports nothing, so a browser can use the number
 * without pulling in the schema library. A test compares the schemas' hash with this version.
 *
 * 1  events, participants, single choice, feed with delta, snapshot and reset
 */
export const PROTOCOL_VERSION = 1;
