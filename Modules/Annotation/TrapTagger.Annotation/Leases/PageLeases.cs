using TrapTagger.Platform.Data;

namespace TrapTagger.Annotation;

/// <summary>
/// The leases of a person's page. A person works on a set from one page: the last one opened has all their leases,
/// and an older one is told so.
/// </summary>
internal static class PageLeases
{
    private const string Renew = """
        UPDATE lease SET expires_at = @Expires
        WHERE annotation_set_id = @Set AND organisation_id = @Organisation AND person_id = @Person AND batch = @Batch
        """;

    private const string Move = """
        UPDATE lease SET batch = @Batch, expires_at = @Expires
        WHERE annotation_set_id = @Set AND organisation_id = @Organisation AND person_id = @Person
        """;

    private const string Held = """
        SELECT cluster_id FROM lease
        WHERE annotation_set_id = @Set AND organisation_id = @Organisation AND person_id = @Person AND batch = @Batch
        """;

    private const string Elsewhere = """
        SELECT count(*) FROM lease
        WHERE annotation_set_id = @Set AND organisation_id = @Organisation AND person_id = @Person
            AND batch <> @Batch AND expires_at > @Now
        """;

    private const string Release = """
        DELETE FROM lease
        WHERE annotation_set_id = @Set AND organisation_id = @Organisation AND person_id = @Person AND batch = @Batch
            AND cluster_id NOT IN @Keep
        """;

    /// <summary>Another term for what the page still has; also for what ran out and nobody took.</summary>
    internal static Task RenewAsync(DbSession session, Annotator who, Guid batch, DateTimeOffset now) =>
        session.ExecuteAsync(Renew, Arguments(who, batch, now));

    /// <summary>What the person has on any page comes to this one.</summary>
    internal static Task MoveAsync(DbSession session, Annotator who, Guid batch, DateTimeOffset now) =>
        session.ExecuteAsync(Move, Arguments(who, batch, now));

    internal static Task<IReadOnlyList<long>> HeldAsync(DbSession session, Annotator who, Guid batch) =>
        session.QueryAsync<long>(Held, new { who.Set, who.Organisation, who.Person, Batch = batch.ToString("N") });

    /// <summary>Whether the person went on working on another page.</summary>
    internal static async Task<bool> AreElsewhereAsync(
        DbSession session, Annotator who, Guid batch, DateTimeOffset now) =>
        await session.ScalarAsync<long>(Elsewhere, Arguments(who, batch, now)) > 0;

    internal static Task ReleaseAsync(DbSession session, Annotator who, Guid batch, IReadOnlyCollection<long> keep) =>
        session.ExecuteAsync(
            Release, new { who.Set, who.Organisation, who.Person, Batch = batch.ToString("N"), Keep = keep });

    private static object Arguments(Annotator who, Guid batch, DateTimeOffset now) => new
    {
        who.Set, who.Organisation, who.Person, Batch = batch.ToString("N"), Now = now,
        Expires = now + LeaseTerms.Lifetime,
    };
}
