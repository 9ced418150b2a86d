// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/servicefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ServiceFile)
};

/// Reads one file line by line; a section with an error in it is no service.
class ServiceFileReader {
public:
    ServiceFileReader(const QString &path, ServiceList &list)
        : m_path(path)
        , m_list(list)
    {}

    void read()
    {
        QFile file(m_path);
        if (!file.open(QIODevice::ReadOnly)) {
            m_list.problems << Error{ErrorCode::Usage,
                                     Text::tr("the service file %1 cannot be read").arg(m_path),
                                     file.errorString(),
                                     Text::tr("libpq takes it from PGSERVICEFILE, or from your home directory."),
                                     {},
                                     {}};
            return;
        }
        while (!file.atEnd()) {
            ++m_line;
            take(QString::fromUtf8(file.readLine()).trimmed());
        }
        endSection();
    }

private:
    void take(const QString &line)
    {
        if (line.isEmpty() || line.startsWith(u'#'))
            return;
        if (line.startsWith(u'['))
            beginSection(line);
        else if (m_section.isEmpty())
            return; // libpq, too, looks only below a name
        else if (!line.contains(u'=') && !line.startsWith(u"ldap"))
            complain(Text::tr("a line reads keyword=value; this one has no \"=\""));
        else if (line.section(u'=', 0, 0).trimmed() == u"service")
            complain(Text::tr("a service cannot name another service"));
    }

    void beginSection(const QString &line)
    {
        endSection();
        m_section = line.mid(1).section(u']', 0, 0);
        if (line.contains(u']') && !m_section.isEmpty())
            return;
        m_section = line;
        complain(Text::tr("a service begins with its name in square brackets, as in [mydb]"));
    }

    void endSection()
    {
        if (!m_section.isEmpty() && !m_broken)
            m_list.entries << ServiceEntry{m_section, m_path};
        m_section.clear();
        m_broken = false;
    }

    void complain(const QString &reason)
    {
        if (!std::exchange(m_broken, true))
            m_list.problems << Error{ErrorCode::Usage,
                                     Text::tr("the service file %1 has an error in line %2").arg(m_path).arg(m_line),
                                     reason,
                                     {},
                                     {},
                                     {}};
    }

    const QString m_path;
    ServiceList &m_list;
    int m_line = 0;
    QString m_section;
    bool m_broken = false;
};

} // namespace

QStringList serviceFilePaths()
{
    QStringList paths;
    const QString named = qEnvironmentVariable("PGSERVICEFILE");
    if (!named.isEmpty())
        paths << named;
    else if (const QString own = QDir::homePath() % u"/.pg_service.conf"; QFileInfo::exists(own))
        paths << own;
    const QString folder = qEnvironmentVariable("PGSYSCONFDIR", u"/etc/postgresql-common"_s);
    if (const QString shared = folder % u"/pg_service.conf"; QFileInfo::exists(shared))
        paths << shared;
    return paths;
}

ServiceList readServices(const QStringList &paths)
{
    ServiceList all;
    for (const QString &path : paths)
        ServiceFileReader(path, all).read();
    QSet<QString> known;
    all.entries.removeIf([&](const ServiceEntry &entry) {
        const bool again = known.contains(entry.name);
        known << entry.name;
        return again;
    });
    return all;
}

} // namespace parterre
