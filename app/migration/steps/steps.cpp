// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/steps/capturestep.h"
#include "migration/steps/catchupstep.h"
#include "migration/steps/copystep.h"
#include "migration/steps/indexstep.h"
#include "migration/steps/preparestep.h"
#include "migration/steps/repairstep.h"
#include "migration/steps/switchstep.h"

#include <QCoreApplication>

namespace parterre {

const std::vector<std::unique_ptr<Step>> &shadowCopySteps()
{
    static const auto steps = [] {
        std::vector<std::unique_ptr<Step>> list;
        list.push_back(std::make_unique<PrepareStep>());
        list.push_back(std::make_unique<CaptureStep>());
        list.push_back(std::make_unique<MeasureStep>());
        list.push_back(std::make_unique<CopyStep>());
        list.push_back(std::make_unique<RepairStep>());
        list.push_back(std::make_unique<IndexStep>());
        list.push_back(std::make_unique<CatchUpStep>());
        list.push_back(std::make_unique<SwitchStep>());
        list.push_back(std::make_unique<SettleStep>());
        return list;
    }();
    return steps;
}

QString holdStep()
{
    return QStringLiteral(QT_TRANSLATE_NOOP("Step", "Held back"));
}

QString stepText(const QString &name)
{
    return QCoreApplication::translate("Step", name.toUtf8().constData());
}

bool needsRecopy(const Error &error)
{
    return error.sqlState == u"PT004" || error.sqlState == u"PT005";
}

} // namespace parterre
