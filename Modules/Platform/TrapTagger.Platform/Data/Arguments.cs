using System.Collections.Concurrent;

namespace TrapTagger.Platform.Data;

/// <summary>Whether a statement's arguments reach the database as they are meant.</summary>
internal static class Arguments
{
    private static readonly ConcurrentDictionary<Type, string?> Refused = new();

    /// <exception cref="NotSupportedException">
    /// One is a list of times: Dapper writes the elements of a list without the type handlers, so none would be found.
    /// </exception>
    internal static void Check(object? arguments)
    {
        if (arguments is not null && Refused.GetOrAdd(arguments.GetType(), Reject) is { } reason)
        {
            throw new NotSupportedException(reason);
        }
    }

    private static string? Reject(Type type) => type.GetProperties()
        .Where(property => property.PropertyType.GetInterfaces().Append(property.PropertyType).Any(IsListOfTimes))
        .Select(property => $"'{property.Name}' is a list of times, which no statement can take: pass rows instead.")
        .FirstOrDefault();

    private static bool IsListOfTimes(Type type) => type.IsGenericType
        && type.GetGenericTypeDefinition() == typeof(IEnumerable<>)
        && (Nullable.GetUnderlyingType(type.GenericTypeArguments[0]) ?? type.GenericTypeArguments[0]) is var element
        && (element == typeof(DateTime) || element == typeof(DateTimeOffset));
}
