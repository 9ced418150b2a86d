// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/savedprofile.h"

#include <QPointer>
#include <QWidget>

#include <optional>

class QLabel;
class QListView;
class QMessageBox;
class QPushButton;
class QStandardItem;
class QStandardItemModel;

namespace parterre {

class Notice;
class SecretStore;

/// Where one begins: kept connections, the services of libpq's service files, and the demo server. Connects to nothing
/// itself.
class StartPage : public QWidget {
    Q_OBJECT

public:
    StartPage(ProfileStore &profiles, SecretStore &secrets, QWidget *parent = nullptr);

    /// Read connections and services anew; the selection stays where it can.
    void reload();

Q_SIGNALS:
    /// A kept connection, or a service: a profile without an id.
    void connectRequested(const parterre::SavedProfile &profile);
    void demoRequested();
    void newRequested();
    void editRequested(const parterre::SavedProfile &profile);
    /// After the person confirmed it; the page is reloaded when this returns.
    void removeRequested(const parterre::SavedProfile &profile);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *makeButtons();
    void addSection(const QString &title);
    void addEntry(QStandardItem *item, const QString &name, const QString &description, const QString &kind);
    void addProfiles();
    void addServices();
    void addDemo();
    void select(const QString &key);
    QString currentKey() const;
    std::optional<SavedProfile> current() const;
    void connectCurrent();
    void confirmRemoval();
    void updateControls();

    ProfileStore &m_profiles;
    SecretStore &m_secrets;
    QStandardItemModel *m_model = nullptr;
    QListView *m_list = nullptr;
    QWidget *m_empty = nullptr;
    Notice *m_keyring = nullptr;
    Notice *m_problem = nullptr;
    QPushButton *m_connect = nullptr;
    QPushButton *m_new = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_remove = nullptr;
    QPointer<QMessageBox> m_question;
};

} // namespace parterre
