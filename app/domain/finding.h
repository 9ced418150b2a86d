// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jsonarchive.h"

namespace parterre {

/// Something the preflight found: the object, what follows from it, and one thing to do.
struct Finding {
    enum class Severity {
        Blocks,  ///< the migration is refused until it is gone
        Decides, ///< needs a decision, and says which was taken
        Carried, ///< is carried over
        Informs
    };
    Severity severity = Severity::Informs;
    QString code;              ///< stable key: "foreign-key-in"
    QString object;            ///< the thing, as PostgreSQL names it
    QString consequence;       ///< one sentence
    QString hint;              ///< one thing to do; may be empty
    QString subject = {};      ///< the name by which a plan can decide about it; empty where it cannot
    QStringList places = {};   ///< where it was found, one line each
    QString snippet = {};      ///< what to put into the application, some lines to copy
    bool asks = false;         ///< somebody has to say that it is known and dealt with, by `subject`
    bool acknowledged = false; ///< and did

    /// What the application must change or know, told in a part of its own.
    bool isAboutApplication() const { return code.startsWith(u"application-"); }

    template<class A>
    void fields(A &a)
    {
        a("severity", severity);
        a("code", code);
        a("object", object);
        a("consequence", consequence);
        a("hint", hint);
        a("subject", subject);
        a("places", places);
        a("snippet", snippet);
        a("asks", asks);
        a("acknowledged", acknowledged);
    }
};

QString toText(Finding::Severity severity);
bool fromText(const QString &text, Finding::Severity *severity);

} // namespace parterre
