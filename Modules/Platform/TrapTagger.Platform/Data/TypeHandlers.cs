using System.Data;
using System.Globalization;
using Dapper;

namespace TrapTagger.Platform.Data;

/// <summary>
/// How .NET's times meet the database. A <see cref="DateTimeOffset"/> is an instant, kept in UTC; a
/// <see cref="DateTime"/> is what a camera's clock showed, in no zone at all. The two never convert into each other.
/// </summary>
internal static class TypeHandlers
{
    /// <summary>Called once, before the first session.</summary>
    internal static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        Type[] times = [typeof(DateTimeOffset), typeof(DateTimeOffset?), typeof(DateTime), typeof(DateTime?)];
        foreach (var type in times)
        {
            SqlMapper.RemoveTypeMap(type);
        }
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new LocalTimeHandler());
    }

    private static DateTime Parse(object value) => value is DateTime time
        ? time
        : DateTime.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.None);

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) =>
            new(DateTime.SpecifyKind(TypeHandlers.Parse(value), DateTimeKind.Utc));

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) =>
            (parameter.DbType, parameter.Value) = (DbType.String, TimeText.Of(value));
    }

    private sealed class LocalTimeHandler : SqlMapper.TypeHandler<DateTime>
    {
        public override DateTime Parse(object value) =>
            DateTime.SpecifyKind(TypeHandlers.Parse(value), DateTimeKind.Unspecified);

        public override void SetValue(IDbDataParameter parameter, DateTime value) =>
            (parameter.DbType, parameter.Value) = (DbType.String, TimeText.Of(value));
    }
}
