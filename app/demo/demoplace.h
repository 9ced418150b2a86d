// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

#include <sys/types.h>

namespace parterre {

/// The operating system's account that the demo server runs as.
struct ServerAccount {
    QString name; ///< empty: the account of this program
    uid_t uid = 0;
    gid_t gid = 0;

    bool isOwn() const { return name.isEmpty(); }

    /// This program's account; for root, whom PostgreSQL refuses, `postgres`. Errors: Refused (there is no such
    /// account).
    static Result<ServerAccount> suitable();
};

/// Where the demo server lives.
struct DemoPlace {
    QString folder; ///< everything below; a path without a symbolic link at its end

    /// $PARTERRE_DEMO_DIR; else for root /var/lib/parterre/demo, because root's own directory is closed to the account
    /// that the server runs as; else parterre/demo in $XDG_DATA_HOME or ~/.local/share.
    static DemoPlace standard();

    QString dataDir() const;
    QString unfinishedDataDir() const; ///< becomes dataDir() when it is complete
    QString lockPath() const;
    QString logPath() const;      ///< the server's log, in the data directory
    QString settingsPath() const; ///< the last file that is written into a new data directory
    QString pidPath() const;

    /// Below the folder; in /tmp where that path would be longer than a Unix socket's may be (107 bytes).
    QString socketDir() const;
    static constexpr int kPort = 5432; ///< part of the socket's name only: nothing listens on a network
};

/// Only one process at a time sets up, starts, stops or deletes the demo server.
class DemoLock {
public:
    /// Wait for the lock. Errors: Cancelled is none of them; Refused when the file cannot be made or another process
    /// keeps the lock for longer than a set-up takes.
    static Result<DemoLock> take(const DemoPlace &place);
    ~DemoLock();
    DemoLock(DemoLock &&other) noexcept;
    DemoLock &operator=(DemoLock &&) = delete;

private:
    explicit DemoLock(int fd)
        : m_fd(fd)
    {}
    int m_fd = -1;
};

} // namespace parterre
