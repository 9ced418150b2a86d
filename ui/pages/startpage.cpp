// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/startpage.h"

#include "demo/demoserver.h"
#include "pg/connectionprofile.h"
#include "pg/servicefile.h"
#include "settings/secretstore.h"
#include "ui/pages/startdelegate.h"
#include "ui/theme.h"
#include "ui/widgets/notice.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardItemModel>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

const QString kDemoKey = u"demo"_s;

QFont larger(QFont font, double factor)
{
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setBold(true);
    return font;
}

SavedProfile profileOfService(const QString &name)
{
    SavedProfile profile;
    profile.name = name;
    profile.parameters.insert(u"service"_s, name);
    return profile;
}

} // namespace

StartPage::StartPage(ProfileStore &profiles, SecretStore &secrets, QWidget *parent)
    : QWidget(parent)
    , m_profiles(profiles)
    , m_secrets(secrets)
    , m_model(new QStandardItemModel(this))
{
    setObjectName(u"startPage"_s);
    build();
    reload();
    m_secrets.probe(this, [this](bool usable) {
        m_keyring->say(theme::Meaning::Warning,
                       usable ? QString()
                              : tr("No keyring answers on this desktop. Passwords will be asked each time."));
    });
}

void StartPage::build()
{
    auto *title = new QLabel(tr("Connections"));
    title->setFont(larger(font(), 1.5));
    m_keyring = new Notice;
    m_keyring->setObjectName(u"startKeyring"_s);
    m_problem = new Notice;
    m_problem->setObjectName(u"startProblem"_s);
    m_empty = new QWidget;
    m_empty->setObjectName(u"startEmpty"_s);
    auto *emptyTitle = new QLabel(tr("No connections yet"));
    emptyTitle->setFont(larger(font(), 1.15));
    auto *emptyText = new QLabel(tr("Make one with New connection…, or describe it in ~/.pg_service.conf: services of "
                                    "that file appear here by themselves. To look around first, start the demo "
                                    "server."));
    emptyText->setWordWrap(true);
    auto *emptyLayout = new QVBoxLayout(m_empty);
    emptyLayout->setContentsMargins(0, fontMetrics().height() / 2, 0, fontMetrics().height() / 2);
    emptyLayout->addWidget(emptyTitle);
    emptyLayout->addWidget(emptyText);
    m_list = new QListView;
    m_list->setObjectName(u"startList"_s);
    m_list->setAccessibleName(tr("Connections"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new StartDelegate(m_list));
    m_list->setEditTriggers(QListView::NoEditTriggers);
    connect(m_list, &QListView::activated, this, &StartPage::connectCurrent);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &StartPage::updateControls);

    auto *column = new QWidget;
    column->setMaximumWidth(fontMetrics().averageCharWidth() * 120);
    auto *layout = new QVBoxLayout(column);
    for (QWidget *each :
         {static_cast<QWidget *>(title), static_cast<QWidget *>(m_keyring), static_cast<QWidget *>(m_problem), m_empty})
        layout->addWidget(each);
    layout->addWidget(m_list, 1);
    layout->addWidget(makeButtons());
    auto *page = new QHBoxLayout(this);
    page->addStretch(1);
    page->addWidget(column, 100);
    page->addStretch(1);
    setFocusProxy(m_list);
}

QWidget *StartPage::makeButtons()
{
    const auto make = [](const QString &text, const QString &name) {
        auto *button = new QPushButton(text);
        button->setObjectName(name);
        return button;
    };
    m_new = make(tr("&New connection…"), u"startNew"_s);
    m_edit = make(tr("&Edit…"), u"startEdit"_s);
    m_remove = make(tr("&Remove…"), u"startRemove"_s);
    m_connect = make(tr("&Connect"), u"startConnect"_s);
    m_connect->setDefault(true);
    connect(m_new, &QPushButton::clicked, this, &StartPage::newRequested);
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (const auto profile = current())
            Q_EMIT editRequested(*profile);
    });
    connect(m_remove, &QPushButton::clicked, this, &StartPage::confirmRemoval);
    connect(m_connect, &QPushButton::clicked, this, &StartPage::connectCurrent);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_new);
    layout->addWidget(m_edit);
    layout->addWidget(m_remove);
    layout->addStretch(1);
    layout->addWidget(m_connect);
    return row;
}

void StartPage::reload()
{
    const QString key = currentKey();
    m_model->clear();
    addProfiles();
    addServices();
    m_empty->setVisible(m_model->rowCount() == 0);
    addDemo();
    select(key);
    updateControls();
}

void StartPage::addSection(const QString &title)
{
    auto *item = new QStandardItem(title);
    item->setFlags(Qt::ItemIsEnabled); // cannot be chosen
    m_model->appendRow(item);
}

void StartPage::addEntry(QStandardItem *item, const QString &name, const QString &description, const QString &kind)
{
    item->setText(name);
    item->setData(description, StartDelegate::DescriptionRole);
    QStringList spoken{name, description, kind};
    spoken.removeAll(QString());
    item->setData(spoken.join(u", "_s), Qt::AccessibleTextRole);
    item->setToolTip(description);
    m_model->appendRow(item);
}

void StartPage::addProfiles()
{
    const QList<SavedProfile> profiles = m_profiles.all();
    if (!profiles.isEmpty())
        addSection(tr("Saved connections"));
    for (const SavedProfile &profile : profiles) {
        auto *item = new QStandardItem;
        item->setIcon(theme::icon(u"connect"_s, palette()));
        item->setData(QVariant::fromValue(profile), StartDelegate::ProfileRole);
        item->setData(static_cast<int>(profile.kind), StartDelegate::KindRole);
        item->setData(profile.id, StartDelegate::KeyRole);
        addEntry(item, profile.name, ConnectionProfile{profile.parameters, {}}.description(),
                 theme::kindText(profile.kind));
    }
}

void StartPage::addServices()
{
    const ServiceList services = readServices(serviceFilePaths());
    if (!services.entries.isEmpty())
        addSection(tr("Services"));
    for (const ServiceEntry &service : services.entries) {
        auto *item = new QStandardItem;
        const SavedProfile profile = profileOfService(service.name);
        item->setIcon(theme::icon(u"table"_s, palette()));
        item->setData(QVariant::fromValue(profile), StartDelegate::ProfileRole);
        item->setData(QString(u"service " % service.name), StartDelegate::KeyRole);
        const QString where = ConnectionProfile{profile.parameters, {}}.description();
        addEntry(item, service.name, tr("%1 — from %2").arg(where, service.file), {});
    }
    QStringList problems;
    for (const Error &error : services.problems)
        problems << error.message % u": " % error.detail;
    m_problem->say(theme::Meaning::Warning, problems.join(u'\n'));
}

void StartPage::addDemo()
{
    addSection(tr("To look around"));
    auto *item = new QStandardItem;
    item->setIcon(theme::icon(u"demo"_s, palette()));
    item->setData(kDemoKey, StartDelegate::KeyRole);
    addEntry(item, tr("Demo server"),
             DemoServer().status().state == DemoStatus::State::Running
                 ? tr("Runs, also when this window is closed, until File > Stop the demo server")
                 : tr("Starts a private PostgreSQL with sample data"),
             {});
}

/// The entry of this key, or the first one.
void StartPage::select(const QString &key)
{
    QModelIndex first;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        const QString of = index.data(StartDelegate::KeyRole).toString();
        if (of.isEmpty())
            continue;
        if (!first.isValid() || of == key)
            first = index;
        if (of == key)
            break;
    }
    m_list->setCurrentIndex(first);
}

QString StartPage::currentKey() const
{
    return m_list->currentIndex().data(StartDelegate::KeyRole).toString();
}

std::optional<SavedProfile> StartPage::current() const
{
    const QVariant profile = m_list->currentIndex().data(StartDelegate::ProfileRole);
    return profile.isValid() ? std::optional(profile.value<SavedProfile>()) : std::nullopt;
}

void StartPage::connectCurrent()
{
    if (const auto profile = current())
        Q_EMIT connectRequested(*profile);
    else if (currentKey() == kDemoKey)
        Q_EMIT demoRequested();
}

void StartPage::confirmRemoval()
{
    const auto profile = current();
    if (!profile || profile->id.isEmpty())
        return;
    delete m_question;
    m_question = new QMessageBox(QMessageBox::Question, tr("Remove connection"),
                                 tr("Remove \"%1\"?").arg(profile->name), {}, this);
    m_question->setObjectName(u"startConfirm"_s);
    m_question->setTextFormat(Qt::PlainText);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->setInformativeText(tr("Its entry and its password in the keyring are deleted. Nothing happens to the "
                                      "database."));
    QPushButton *remove = m_question->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    QPushButton *keep = m_question->addButton(QMessageBox::Cancel);
    m_question->setDefaultButton(keep);
    m_question->setEscapeButton(keep);
    connect(remove, &QPushButton::clicked, this, [this, profile] {
        Q_EMIT removeRequested(*profile);
        reload();
    });
    m_question->open();
}

void StartPage::updateControls()
{
    const auto profile = current();
    const bool kept = profile && !profile->id.isEmpty();
    m_edit->setEnabled(kept);
    m_remove->setEnabled(kept);
    m_connect->setEnabled(!currentKey().isEmpty());
    m_connect->setText(currentKey() == kDemoKey ? tr("&Start and connect") : tr("&Connect"));
}

void StartPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_list)
        reload(); // icons are painted in the palette's colours
    QWidget::changeEvent(event);
}

} // namespace parterre
