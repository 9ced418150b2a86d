// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/secretstore.h"

#include <QUuid>

#include <qt6keychain/keychain.h>

namespace parterre {

namespace {

const QString kService = QStringLiteral("parterre");

// Jobs delete themselves after finished().
template<class Job>
Job *makeJob(const QString &key)
{
    auto *job = new Job(kService);
    job->setKey(key);
    job->setInsecureFallback(false);
    return job;
}

void run(QKeychain::Job *job, QObject *context, std::function<void(QKeychain::Job *)> answer)
{
    QObject::connect(job, &QKeychain::Job::finished, context, std::move(answer));
    job->start();
}

} // namespace

void SecretStore::probe(QObject *context, std::function<void(bool)> answer)
{
    if (m_usable)
        return answer(*m_usable);
    const QString key = u"probe-" + QUuid::createUuid().toString(QUuid::WithoutBraces);
    write(key, key, context, [this, key, context, answer = std::move(answer)](bool written) {
        m_usable = written;
        if (written)
            remove(key, context, [] {});
        answer(written);
    });
}

void SecretStore::read(const QString &key, QObject *context, std::function<void(const std::optional<QString> &)> answer)
{
    auto *job = makeJob<QKeychain::ReadPasswordJob>(key);
    run(job, context, [job, answer = std::move(answer)](QKeychain::Job *done) {
        answer(done->error() == QKeychain::NoError ? std::optional(job->textData()) : std::nullopt);
    });
}

void SecretStore::write(const QString &key, const QString &secret, QObject *context, std::function<void(bool)> answer)
{
    auto *job = makeJob<QKeychain::WritePasswordJob>(key);
    job->setTextData(secret);
    run(job, context,
        [answer = std::move(answer)](QKeychain::Job *done) { answer(done->error() == QKeychain::NoError); });
}

void SecretStore::remove(const QString &key, QObject *context, std::function<void()> answer)
{
    run(makeJob<QKeychain::DeletePasswordJob>(key), context,
        [answer = std::move(answer)](QKeychain::Job *) { answer(); });
}

} // namespace parterre
