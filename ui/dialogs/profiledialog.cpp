// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/profiledialog.h"

#include "pg/connectiondiagnosis.h"
#include "settings/secretstore.h"
#include "tasks/taskrunner.h"
#include "ui/theme.h"
#include "ui/widgets/notice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

/// The modes that libpq knows, the weakest first.
const QStringList kSslModes{u"disable"_s, u"allow"_s, u"prefer"_s, u"require"_s, u"verify-ca"_s, u"verify-full"_s};

bool looksLikeConninfo(const QString &text)
{
    const QString start = text.trimmed();
    return start.startsWith(u"postgresql://") || start.startsWith(u"postgres://") || start.contains(u'=');
}

bool isPort(const QString &text)
{
    bool number = false;
    const int port = text.toInt(&number);
    return text.isEmpty() || (number && port >= 1 && port <= 65535);
}

QIcon chip(ServerKind kind, const QPalette &palette, int size)
{
    QPixmap pixmap(size, size);
    const QColor color = theme::kindColor(kind, palette);
    pixmap.fill(color.isValid() ? color : QColor(Qt::transparent));
    return pixmap;
}

} // namespace

ProfileDialog::ProfileDialog(TaskRunner &tasks, SecretStore &secrets, const SavedProfile &profile, QWidget *parent)
    : QDialog(parent)
    , m_tasks(tasks)
    , m_secrets(secrets)
    , m_original(profile)
    , m_environment(environmentParameters())
{
    setObjectName(u"profileDialog"_s);
    setWindowTitle(profile.id.isEmpty() ? tr("New connection") : tr("Edit connection"));
    build();
    m_name->setText(profile.name);
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(profile.kind)));
    m_passwordCommand->setText(profile.passwordCommand);
    m_remember->setChecked(profile.keepsPassword);
    if (profile.keepsPassword)
        m_password->setPlaceholderText(tr("kept in the keyring"));
    fill(profile.parameters);
    probeKeyring();
    m_fields[u"host"_s]->setFocus();
}

void ProfileDialog::build()
{
    m_notice = new Notice;
    m_notice->setObjectName(u"profileNotice"_s);
    m_tested = new Notice;
    m_tested->setObjectName(u"profileTested"_s);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addServer(*form);
    addPassword(*form);
    addMore(*form);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form, 1);
    layout->addWidget(m_notice);
    layout->addWidget(m_tested);
    layout->addWidget(makeButtons());
    setMinimumWidth(fontMetrics().averageCharWidth() * 90);
    connect(m_name, &QLineEdit::textChanged, this, &ProfileDialog::validate);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ProfileDialog::validate);
    connect(m_sslMode, &QComboBox::currentIndexChanged, this, &ProfileDialog::validate);
    connect(m_further, &QPlainTextEdit::textChanged, this, &ProfileDialog::validate);
    for (QLineEdit *field : std::as_const(m_fields))
        connect(field, &QLineEdit::textChanged, this, &ProfileDialog::validate);
}

QLineEdit *ProfileDialog::addField(QFormLayout &form, const QString &keyword, const QString &label,
                                   const QString &fallback)
{
    auto *field = new QLineEdit;
    field->setObjectName(u"profile_" % keyword);
    field->setPlaceholderText(
        m_environment.contains(keyword) ? tr("from environment: %1").arg(m_environment.value(keyword)) : fallback);
    form.addRow(label, field); // makes the label the field's buddy, and so its accessible name
    m_fields.insert(keyword, field);
    return field;
}

void ProfileDialog::addServer(QFormLayout &form)
{
    m_name = new QLineEdit;
    m_name->setObjectName(u"profileName"_s);
    form.addRow(tr("&Name:"), m_name);
    m_kind = new QComboBox;
    m_kind->setObjectName(u"profileKind"_s);
    offerKinds();
    form.addRow(tr("&Kind:"), m_kind);
    QLineEdit *host = addField(form, u"host"_s, tr("&Host:"), tr("default: the local server's socket"));
    host->setToolTip(tr("Paste a URI (postgresql://…) or \"host=… dbname=…\" here: it fills the form."));
    connect(host, &QLineEdit::textEdited, this, [this, length = qsizetype{0}](const QString &text) mutable {
        if (text.size() > length + 1 && looksLikeConninfo(text)) // pasted, not typed
            takeConninfo(text);
        length = m_fields[u"host"_s]->text().size();
    });
    connect(host, &QLineEdit::editingFinished, this, [this, host] {
        if (looksLikeConninfo(host->text()))
            takeConninfo(host->text());
    });
    addField(form, u"port"_s, tr("P&ort:"), tr("default: 5432"));
    addField(form, u"dbname"_s, tr("&Database:"), tr("default: the user's name"));
    addField(form, u"user"_s, tr("&User:"), tr("default: your login name"));
}

void ProfileDialog::offerKinds()
{
    const int size = fontMetrics().height() * 2 / 3;
    for (const ServerKind kind : {ServerKind::Development, ServerKind::Test, ServerKind::Production})
        m_kind->addItem(chip(kind, palette(), size), theme::kindText(kind), static_cast<int>(kind));
}

void ProfileDialog::addPassword(QFormLayout &form)
{
    m_password = new QLineEdit;
    m_password->setObjectName(u"profilePassword"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("asked when the server wants one"));
    form.addRow(tr("&Password:"), m_password);
    m_remember = new QCheckBox(tr("&Remember in the keyring"));
    m_remember->setObjectName(u"profileRemember"_s);
    m_remember->setEnabled(false);
    form.addRow(QString(), m_remember);
}

void ProfileDialog::addMore(QFormLayout &form)
{
    m_sslMode = new QComboBox;
    m_sslMode->setObjectName(u"profile_sslmode"_s);
    m_sslMode->addItem(m_environment.contains(u"sslmode"_s)
                           ? tr("from environment: %1").arg(m_environment.value(u"sslmode"_s))
                           : tr("default: prefer"));
    for (const QString &mode : kSslModes)
        m_sslMode->addItem(mode, mode);
    form.addRow(tr("SS&L mode:"), m_sslMode);
    addField(form, u"service"_s, tr("Ser&vice:"), tr("an entry of ~/.pg_service.conf"));
    m_further = new QPlainTextEdit;
    m_further->setObjectName(u"profileFurther"_s);
    m_further->setPlaceholderText(tr("keyword=value, one a line, as in target_session_attrs=primary"));
    m_further->setTabChangesFocus(true);
    m_further->setFixedHeight(fontMetrics().lineSpacing() * 4);
    form.addRow(tr("&Further parameters:"), m_further);
    m_passwordCommand = new QLineEdit;
    m_passwordCommand->setObjectName(u"profilePasswordCommand"_s);
    m_passwordCommand->setPlaceholderText(tr("a command that prints it; kept for 20 s"));
    form.addRow(tr("Password co&mmand:"), m_passwordCommand);
}

QWidget *ProfileDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    m_save = buttons->button(QDialogButtonBox::Save);
    m_save->setObjectName(u"profileSave"_s);
    m_save->setDefault(true);
    m_testButton = buttons->addButton(tr("&Test connection"), QDialogButtonBox::ActionRole);
    m_testButton->setObjectName(u"profileTest"_s);
    connect(m_testButton, &QPushButton::clicked, this, &ProfileDialog::toggleTest);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

void ProfileDialog::probeKeyring()
{
    m_secrets.probe(this, [this](bool usable) {
        m_remember->setEnabled(usable);
        if (usable)
            return;
        m_remember->setChecked(false);
        m_remember->setText(tr("Remember in the keyring (none answers on this desktop)"));
    });
}

void ProfileDialog::fill(const QMap<QString, QString> &parameters)
{
    QStringList further;
    for (auto it = parameters.cbegin(); it != parameters.cend(); ++it) {
        if (!m_fields.contains(it.key()) && it.key() != u"sslmode" && !isSecretKeyword(it.key()))
            further << it.key() % u'=' % it.value();
    }
    for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it)
        it.value()->setText(parameters.value(it.key()));
    m_sslMode->setCurrentIndex(std::max(0, m_sslMode->findData(parameters.value(u"sslmode"_s, u"?"_s))));
    m_further->setPlainText(further.join(u'\n'));
    validate();
}

void ProfileDialog::takeConninfo(const QString &text)
{
    const auto read = ConnectionProfile::fromConninfo(text.trimmed());
    m_pasteProblem = read ? QString() : QString(read.error().message % u'\n' % read.error().detail);
    if (!read)
        return validate();
    if (const QString given = read->parameters.value(u"password"_s); !given.isEmpty())
        m_password->setText(given);
    fill(read->parameters);
}

/// What is wrong with the further parameters; empty where nothing is.
QString ProfileDialog::furtherProblem() const
{
    for (const QString &line : m_further->toPlainText().split(u'\n', Qt::SkipEmptyParts)) {
        const QString keyword = line.section(u'=', 0, 0).trimmed();
        if (line.trimmed().isEmpty())
            continue;
        if (!line.contains(u'='))
            return tr("\"%1\" is no parameter: write keyword=value.").arg(line.trimmed());
        if (isSecretKeyword(keyword))
            return tr("%1 would be kept in a file: use the password field or a password command.").arg(keyword);
        if (m_fields.contains(keyword) || keyword == u"sslmode")
            return tr("%1 has a field of its own.").arg(keyword);
    }
    return {};
}

QMap<QString, QString> ProfileDialog::parameters() const
{
    QMap<QString, QString> all;
    for (const QString &line : m_further->toPlainText().split(u'\n', Qt::SkipEmptyParts)) {
        const QString keyword = line.section(u'=', 0, 0).trimmed();
        if (line.contains(u'=') && !isSecretKeyword(keyword))
            all.insert(keyword, line.section(u'=', 1).trimmed());
    }
    for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it) {
        if (!it.value()->text().trimmed().isEmpty())
            all.insert(it.key(), it.value()->text().trimmed());
    }
    if (m_sslMode->currentIndex() > 0)
        all.insert(u"sslmode"_s, m_sslMode->currentData().toString());
    return all;
}

QString ProfileDialog::problem() const
{
    if (looksLikeConninfo(m_fields[u"host"_s]->text()))
        return m_pasteProblem.isEmpty() ? tr("This is no host name.") : m_pasteProblem;
    const QStringList ports = m_fields[u"port"_s]->text().trimmed().split(u',');
    if (!std::all_of(ports.cbegin(), ports.cend(), isPort))
        return tr("A port is a number from 1 to 65535; several hosts have several, separated by commas.");
    if (const QString further = furtherProblem(); !further.isEmpty())
        return further;
    const auto read = effectiveParameters({parameters(), {}}, {});
    if (!read && read.error().code == ErrorCode::Usage)
        return read.error().message % (read.error().detail.isEmpty() ? QString() : u'\n' % read.error().detail);
    return {};
}

QString ProfileDialog::warning() const
{
    const auto resolved = ConnectionProfile{parameters(), {}}.resolved();
    if (!resolved)
        return resolved.error().message % u'\n' % resolved.error().detail;
    const QList<ConnectionEndpoint> endpoints = endpointsOf(*resolved);
    const bool production = m_kind->currentData().toInt() == static_cast<int>(ServerKind::Production);
    if (!production || std::all_of(endpoints.cbegin(), endpoints.cend(), [](const auto &e) { return e.isSocket(); }))
        return {};
    const QString mode = resolved->value(u"sslmode"_s, u"prefer"_s);
    if (kSslModes.indexOf(mode) < kSslModes.indexOf(u"require"_s))
        return tr("With SSL mode %1 the connection may be unencrypted, and nobody proves to be the server. For "
                  "production, verify-full is recommended.")
            .arg(mode);
    if (mode != u"verify-full")
        return tr("SSL mode %1 does not check that the server is the one you named. For production, verify-full is "
                  "recommended.")
            .arg(mode);
    return {};
}

void ProfileDialog::validate()
{
    const QString wrong = problem();
    if (wrong.isEmpty())
        m_notice->say(theme::Meaning::Warning, warning());
    else
        m_notice->say(theme::Meaning::Bad, wrong);
    m_save->setEnabled(wrong.isEmpty());
    m_testButton->setEnabled(wrong.isEmpty() || m_test != 0);
    m_name->setPlaceholderText(wrong.isEmpty() ? ConnectionProfile{parameters(), {}}.description() : QString());
}

SavedProfile ProfileDialog::profile() const
{
    SavedProfile profile = m_original;
    profile.parameters = parameters();
    const QString name = m_name->text().trimmed();
    profile.name = name.isEmpty() ? ConnectionProfile{profile.parameters, {}}.description() : name;
    profile.kind = static_cast<ServerKind>(m_kind->currentData().toInt());
    profile.passwordCommand = m_passwordCommand->text().trimmed();
    const bool has = m_original.keepsPassword || !m_password->text().isEmpty();
    profile.keepsPassword = has && m_remember->isChecked();
    return profile;
}

std::optional<QString> ProfileDialog::password() const
{
    return m_password->text().isEmpty() ? std::nullopt : std::optional(m_password->text());
}

std::optional<QString> ProfileDialog::passwordToRemember() const
{
    return m_remember->isChecked() ? password() : std::nullopt;
}

void ProfileDialog::done(int result)
{
    stopTest();
    QDialog::done(result);
}

void ProfileDialog::toggleTest()
{
    if (m_test != 0)
        return stopTest();
    ConnectionProfile profile{parameters(), m_passwordCommand->text().trimmed()};
    if (const auto typed = password())
        profile.parameters.insert(u"password"_s, *typed);
    if (password() || !m_original.keepsPassword)
        return startTest(profile);
    m_secrets.read(m_original.id, this, [this, profile](const std::optional<QString> &kept) mutable {
        if (kept)
            profile.parameters.insert(u"password"_s, *kept);
        startTest(profile);
    });
}

void ProfileDialog::startTest(ConnectionProfile profile)
{
    if (m_test != 0)
        return;
    m_tested->say(theme::Meaning::Busy, tr("Connecting to %1…").arg(profile.description()));
    m_testButton->setText(tr("Cancel &test"));
    const auto body = [profile = std::move(profile)](TaskContext &task) { return readServerFacts(profile, task, {}); };
    const auto done = [this](const Result<ServerFacts> &result) { showTested(result); };
    m_test = m_tasks.start<ServerFacts>(tr("Test the connection"), body, this, done, false, true);
}

void ProfileDialog::stopTest()
{
    m_tasks.cancel(m_test); // its outcome says that it was cancelled
}

void ProfileDialog::showTested(const Result<ServerFacts> &result)
{
    m_test = 0;
    m_testButton->setText(tr("&Test connection"));
    if (result)
        m_tested->say(theme::Meaning::Good,
                      tr("Connected to PostgreSQL %1 as %2, %3.")
                          .arg(result->version, result->role, result->encrypted ? tr("encrypted") : tr("unencrypted")));
    else if (result.error().isCancelled())
        m_tested->say(theme::Meaning::Busy, tr("The test was cancelled."));
    else
        m_tested->say(result.error());
    validate();
}

} // namespace parterre
