// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/savedprofile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>

namespace parterre {

namespace {

const QString kProfiles = QStringLiteral("profiles");
const QString kParameters = QStringLiteral("parameters");

QString standardPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/parterre/connections.ini");
}

SavedProfile read(QSettings &settings, const QString &id)
{
    SavedProfile profile;
    settings.beginGroup(id);
    profile.id = id;
    profile.name = settings.value(QStringLiteral("name")).toString();
    fromText(settings.value(QStringLiteral("kind")).toString(), &profile.kind);
    profile.passwordCommand = settings.value(QStringLiteral("passwordCommand")).toString();
    profile.keepsPassword = settings.value(QStringLiteral("keepsPassword")).toBool();
    profile.lastUsedMs = settings.value(QStringLiteral("lastUsed")).toLongLong();
    settings.beginGroup(kParameters);
    for (const QString &keyword : settings.childKeys())
        profile.parameters.insert(keyword, settings.value(keyword).toString());
    settings.endGroup();
    settings.endGroup();
    return profile;
}

void write(QSettings &settings, const SavedProfile &profile)
{
    settings.remove(profile.id);
    settings.beginGroup(profile.id);
    settings.setValue(QStringLiteral("name"), profile.name);
    settings.setValue(QStringLiteral("kind"), toText(profile.kind));
    settings.setValue(QStringLiteral("passwordCommand"), profile.passwordCommand);
    settings.setValue(QStringLiteral("keepsPassword"), profile.keepsPassword);
    settings.setValue(QStringLiteral("lastUsed"), profile.lastUsedMs);
    settings.beginGroup(kParameters);
    for (auto it = profile.parameters.cbegin(); it != profile.parameters.cend(); ++it) {
        if (!isSecretKeyword(it.key()))
            settings.setValue(it.key(), it.value());
    }
    settings.endGroup();
    settings.endGroup();
}

} // namespace

bool isSecretKeyword(const QString &keyword)
{
    return keyword == u"password" || keyword == u"sslpassword" || keyword == u"oauth_client_secret";
}

QString toText(ServerKind kind)
{
    switch (kind) {
    case ServerKind::Development:
        return QStringLiteral("development");
    case ServerKind::Test:
        return QStringLiteral("test");
    case ServerKind::Production:
        break;
    }
    return QStringLiteral("production");
}

bool fromText(const QString &text, ServerKind *kind)
{
    for (const ServerKind each : {ServerKind::Development, ServerKind::Test, ServerKind::Production}) {
        if (toText(each) == text) {
            *kind = each;
            return true;
        }
    }
    *kind = ServerKind::Production; // whatever it is: the careful answer
    return false;
}

ProfileStore::ProfileStore(const QString &path)
    : m_path(path.isEmpty() ? standardPath() : path)
{}

QList<SavedProfile> ProfileStore::all() const
{
    QSettings settings(m_path, QSettings::IniFormat);
    settings.beginGroup(kProfiles);
    QList<SavedProfile> list;
    for (const QString &id : settings.childGroups())
        list << read(settings, id);
    std::sort(list.begin(), list.end(), [](const SavedProfile &a, const SavedProfile &b) {
        return a.lastUsedMs != b.lastUsedMs ? a.lastUsedMs > b.lastUsedMs
                                            : a.name.compare(b.name, Qt::CaseInsensitive) < 0;
    });
    return list;
}

bool ProfileStore::save(SavedProfile *profile)
{
    if (profile->id.isEmpty())
        profile->id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QDir().mkpath(QFileInfo(m_path).path());
    QSettings settings(m_path, QSettings::IniFormat);
    settings.beginGroup(kProfiles);
    write(settings, *profile);
    settings.endGroup();
    settings.sync();
    QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner);
    return settings.status() == QSettings::NoError;
}

bool ProfileStore::remove(const QString &id)
{
    QSettings settings(m_path, QSettings::IniFormat);
    settings.beginGroup(kProfiles);
    settings.remove(id);
    settings.endGroup();
    settings.sync();
    QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner);
    return settings.status() == QSettings::NoError;
}

bool ProfileStore::touch(const QString &id, qint64 nowMs)
{
    for (SavedProfile profile : all()) {
        if (profile.id != id)
            continue;
        profile.lastUsedMs = nowMs;
        return save(&profile);
    }
    return false;
}

} // namespace parterre
