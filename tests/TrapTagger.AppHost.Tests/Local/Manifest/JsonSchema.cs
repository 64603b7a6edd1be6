using System.Text.Json;

namespace TrapTagger.AppHost.Tests;

/// <summary>
/// The words of JSON Schema (draft 7) that the manifest's schema uses. A word it doesn't know is an error, so that a
/// newer schema can't be passed by leaving half of it out.
/// </summary>
internal sealed class JsonSchema(JsonElement root)
{
    private static readonly string[] Annotations = ["$schema", "$id", "description", "definitions"];

    /// <summary>What is wrong, each with its place; nothing when the value is valid.</summary>
    internal IReadOnlyList<string> Errors(JsonElement value) => [.. Errors(root, value, "$")];

    private IEnumerable<string> Errors(JsonElement schema, JsonElement value, string at)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return schema.GetBoolean() ? [] : [$"{at} may not be there"];
        }

        return schema.EnumerateObject()
            .Where(word => !Annotations.Contains(word.Name))
            .SelectMany(word => Errors(schema, word.Name, word.Value, value, at));
    }

    private IEnumerable<string> Errors(
        JsonElement schema, string word, JsonElement wanted, JsonElement value, string at) => word switch
    {
        "$ref" => Errors(Definition(wanted.GetString()!), value, at),
        "type" => Is(value, wanted.GetString()!) ? [] : [$"{at} is no {wanted}"],
        "const" => JsonElement.DeepEquals(wanted, value) ? [] : [$"{at} is not {wanted}"],
        "enum" => wanted.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value))
            ? [] : [$"{at} is {value}, none of {wanted}"],
        "required" => wanted.EnumerateArray().Where(name => !Has(value, name.GetString()!))
            .Select(name => $"{at} lacks {name}"),
        "properties" => Properties(value).Where(property => Has(wanted, property.Name)).SelectMany(property =>
            Errors(wanted.GetProperty(property.Name), property.Value, $"{at}.{property.Name}")),
        "additionalProperties" => Properties(value)
            .Where(property => !schema.TryGetProperty("properties", out var known) || !Has(known, property.Name))
            .SelectMany(property => Errors(wanted, property.Value, $"{at}.{property.Name}")),
        "items" => value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().SelectMany((item, place) => Errors(wanted, item, $"{at}[{place}]")) : [],
        "allOf" => wanted.EnumerateArray().SelectMany(one => Errors(one, value, at)),
        "oneOf" => OneOf([.. wanted.EnumerateArray().Select(one => Errors(one, value, at).ToList())], at),
        "not" => Errors(wanted, value, at).Any() ? [] : [$"{at} is what it may not be"],
        _ => throw new NotSupportedException($"The schema says {word}, which is not known here."),
    };

    /// <summary>Of several that fail, the one that comes closest says why.</summary>
    private static IEnumerable<string> OneOf(List<List<string>> tried, string at) => tried.Count(e => e is []) switch
    {
        1 => [],
        0 => [$"{at} is none of what it may be; closest: {string.Join("; ", tried.MinBy(e => e.Count)!)}"],
        var many => [$"{at} is {many} of what it may be one of"],
    };

    private JsonElement Definition(string reference) => reference.Split('/') is ["#", .. var path]
        ? path.Aggregate(root, (element, name) => element.GetProperty(name))
        : throw new NotSupportedException($"The schema refers to {reference}, outside itself.");

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => throw new NotSupportedException($"The schema asks for a {type}, which is not known here."),
    };

    private static bool Has(JsonElement value, string name) =>
        value.ValueKind != JsonValueKind.Object || value.TryGetProperty(name, out _);

    private static List<JsonProperty> Properties(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? [.. value.EnumerateObject()] : [];
}
