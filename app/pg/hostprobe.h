// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "pg/connectionprofile.h"

#include <QDeadlineTimer>

namespace parterre {

/// What a look at a server's host and port found, below the PostgreSQL protocol.
struct HostProbe {
    enum class Outcome {
        Reached,
        NameUnknown,  ///< `text` is the resolver's reason
        NotConnected, ///< `errorNumber` says why; ETIMEDOUT also when the time was over
        Cancelled,
    };
    Outcome outcome = Outcome::Reached;
    int errorNumber = 0;
    QString text;
};

/// Resolve the name and connect to one of its addresses, then hang up.
HostProbe probeHost(const ConnectionEndpoint &endpoint, QDeadlineTimer deadline, const CancelToken &cancel);

/// Whether a server that can be reached offers TLS: what it answers to PostgreSQL's SSLRequest.
enum class TlsOffer { Offered, NotOffered, NoPostgres };
TlsOffer probeTls(const ConnectionEndpoint &endpoint, QDeadlineTimer deadline, const CancelToken &cancel);

} // namespace parterre
