// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verb.h"

#include <algorithm>

namespace parterre {

// Each in its own verb_<name>.cpp.
Verb inspectVerb();
Verb preflightVerb();
Verb planVerb();
Verb rehearseVerb();
Verb forecastVerb();
Verb migrateVerb();
Verb statusVerb();
Verb reportVerb();
Verb verifyVerb();
Verb watchVerb();
Verb rollbackVerb();
Verb finishVerb();
Verb archiveFileVerb();
Verb archiveVerb();
Verb activityVerb();
Verb generateVerb();
Verb demoVerb();
Verb documentationVerb();

const QList<Verb> &verbs()
{
    static const QList<Verb> all{
        inspectVerb(), preflightVerb(),   planVerb(),     rehearseVerb(), forecastVerb(), migrateVerb(),
        statusVerb(),  reportVerb(),      verifyVerb(),   watchVerb(),    rollbackVerb(), finishVerb(),
        archiveVerb(), archiveFileVerb(), activityVerb(), generateVerb(), demoVerb(),     documentationVerb(),
    };
    return all;
}

const Verb *findVerb(const QString &name)
{
    const auto found = std::find_if(verbs().cbegin(), verbs().cend(), [&](const Verb &v) { return v.name == name; });
    return found == verbs().cend() ? nullptr : &*found;
}

const Option *Verb::option(const QString &longName) const
{
    const auto found =
        std::find_if(options.cbegin(), options.cend(), [&](const Option &o) { return o.name == longName; });
    return found == options.cend() ? nullptr : &*found;
}

QString Verb::synopsis() const
{
    QString text = name;
    for (const Operand &operand : operands)
        text += operand.required ? QString(u' ' % operand.name) : QString(u" [" % operand.name % u']');
    return text;
}

} // namespace parterre
