// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/cluster.h"
#include "support/spawn.h"

#include <QStorageInfo>
#include <QTemporaryDir>

namespace parterre::test {

/// A file system in memory whose size can change; needs the right to mount.
class SmallDisk {
public:
    SmallDisk()
    {
        giveToServerUser(m_folder.path());
        m_mounted = mount(QStringLiteral("size=200m"));
        if (m_mounted)
            giveToServerUser(m_folder.path());
    }
    ~SmallDisk()
    {
        if (m_mounted)
            runCommand({QStringLiteral("umount"), QStringLiteral("-l"), m_folder.path()}, std::chrono::seconds(10));
    }
    bool isMounted() const { return m_mounted; }
    QString path() const { return m_folder.path(); }
    /// Leave so many bytes free.
    bool leave(qint64 bytes)
    {
        const QStorageInfo info(m_folder.path());
        return mount(QStringLiteral("remount,size=%1").arg(info.bytesTotal() - info.bytesFree() + bytes));
    }

private:
    bool mount(const QString &options)
    {
        return runCommand({QStringLiteral("mount"), QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"),
                           options, QStringLiteral("tmpfs"), m_folder.path()},
                          std::chrono::seconds(10))
                   .exitCode
            == 0;
    }
    QTemporaryDir m_folder;
    bool m_mounted = false;
};

} // namespace parterre::test
