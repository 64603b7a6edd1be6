using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrapTagger.Platform.Data;

/// <summary>A column that a row type's property stands for.</summary>
public readonly record struct Column(string Name, Type Type);

/// <summary>How a row type travels to the database as one JSON array.</summary>
internal static class Rows<T>
{
    internal static IReadOnlyList<Column> Columns { get; } = [.. typeof(T)
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Select(p => new Column(
            JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name),
            Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType))];

    internal static string ToJson(IReadOnlyCollection<T> rows) => JsonSerializer.Serialize(rows, RowJson.Options);
}

/// <summary>The spelling of values inside that array: times as the type handlers write them.</summary>
internal static class RowJson
{
    internal static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new InstantConverter(), new LocalTimeConverter(), new BooleanConverter() },
    };

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            throw new NotSupportedException("Rows are only written.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(TimeText.Of(value));
    }

    private sealed class LocalTimeConverter : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            throw new NotSupportedException("Rows are only written.");

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(TimeText.Of(value));
    }

    /// <summary>As a number: JSON_TABLE reads a JSON true into a number column as an error on some servers.</summary>
    private sealed class BooleanConverter : JsonConverter<bool>
    {
        public override bool Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            throw new NotSupportedException("Rows are only written.");

        public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value ? 1 : 0);
    }
}

/// <summary>Times as both databases compare them: a text that sorts, to the microsecond.</summary>
internal static class TimeText
{
    private const string Format = "yyyy-MM-dd HH:mm:ss.ffffff";

    internal static string Of(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    internal static string Of(DateTime local) => local.ToString(Format, CultureInfo.InvariantCulture);
}
