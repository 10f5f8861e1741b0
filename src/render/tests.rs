//! Every format over the same reports.
