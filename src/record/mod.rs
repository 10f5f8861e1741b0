//! The domain: what a roll call, a vote, a member and a symbol are. It does no I/O and prints nothing.
