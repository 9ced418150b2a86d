// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/qualifiedname.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <concepts>
#include <type_traits>

namespace parterre {

/// Values that travel as JSON name their fields once, in `template<class Archive> void fields(Archive &archive)`;
/// JsonWriter and JsonReader visit them. An enum needs `toText(E)` and `fromText(QString, E *)` beside it.
class JsonWriter;
class JsonReader;

template<class T>
concept JsonFields = requires(T value, JsonWriter &archive)
{
    value.fields(archive);
};

class JsonWriter {
public:
    template<class T>
    void operator()(const char *name, const T &value)
    {
        object.insert(QLatin1String(name), toJson(value));
    }

    template<class T>
    static QJsonValue toJson(const T &value)
    {
        if constexpr (JsonFields<T>) {
            JsonWriter writer;
            const_cast<T &>(value).fields(writer);
            return writer.object;
        } else if constexpr (std::is_enum_v<T>) {
            return toText(value);
        } else if constexpr (std::is_same_v<T, QualifiedName>) {
            return QJsonArray{value.schema, value.name};
        } else if constexpr (std::is_same_v<T, QDateTime>) {
            return value.isValid() ? QJsonValue(value.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
        } else {
            return QJsonValue(value);
        }
    }
    template<class T>
    static QJsonValue toJson(const QList<T> &list)
    {
        QJsonArray array;
        for (const T &item : list)
            array << toJson(item);
        return array;
    }
    template<class T>
    static QJsonValue toJson(const QMap<QString, T> &map)
    {
        QJsonObject result;
        for (auto it = map.cbegin(); it != map.cend(); ++it)
            result.insert(it.key(), toJson(it.value()));
        return result;
    }

    QJsonObject object;
};

/// Reads what JsonWriter wrote. A missing field keeps its default; a wrong type sets `failed` to the field's name.
class JsonReader {
public:
    explicit JsonReader(const QJsonObject &source)
        : object(source)
    {}

    template<class T>
    void operator()(const char *name, T &value)
    {
        const QJsonValue json = object.value(QLatin1String(name));
        if (!json.isUndefined() && !json.isNull() && !read(json, value))
            failed = QLatin1String(name);
    }

    template<class T>
    bool read(const QJsonValue &json, T &value)
    {
        if constexpr (JsonFields<T>) {
            JsonReader reader(json.toObject());
            value.fields(reader);
            return json.isObject() && reader.failed.isEmpty();
        } else if constexpr (std::is_enum_v<T>) {
            return fromText(json.toString(), &value);
        } else if constexpr (std::is_same_v<T, QualifiedName>) {
            value = {json.toArray().at(0).toString(), json.toArray().at(1).toString()};
            return json.isArray() && json.toArray().size() == 2;
        } else if constexpr (std::is_same_v<T, bool>) {
            value = json.toBool();
            return json.isBool();
        } else if constexpr (std::integral<T>) {
            value = static_cast<T>(json.toInteger());
            return json.isDouble();
        } else if constexpr (std::floating_point<T>) {
            value = json.toDouble();
            return json.isDouble();
        } else {
            static_assert(std::is_same_v<T, QString>);
            value = json.toString();
            return json.isString();
        }
    }
    template<class T>
    bool read(const QJsonValue &json, QList<T> &list)
    {
        list.clear();
        bool good = json.isArray();
        const QJsonArray array = json.toArray();
        for (const QJsonValue &item : array) {
            T value{};
            good = read(item, value) && good;
            list << value;
        }
        return good;
    }
    template<class T>
    bool read(const QJsonValue &json, QMap<QString, T> &map)
    {
        map.clear();
        bool good = json.isObject();
        const QJsonObject source = json.toObject();
        for (auto it = source.begin(); it != source.end(); ++it) {
            T value{};
            good = read(it.value(), value) && good;
            map.insert(it.key(), value);
        }
        return good;
    }

    QJsonObject object;
    QString failed;
};

} // namespace parterre
