using System.Runtime.CompilerServices;
using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>
/// Reads the log, the newest entry first. Each choice adds a condition that an index serves, and the order is the
/// key's, so a page of it costs the same however long the log is.
/// </summary>
internal sealed class AuditReading(Db db)
{
    private const string Entries = """
        SELECT a.id, a.happened_at, a.person_id, p.name AS person, a.acting_as_id, b.name AS acting_as,
            a.organisation_id, o.name AS organisation, a.verb, a.subject_kind, a.subject_id,
            coalesce(s.name, a.subject_name) AS subject, a.details, a.network
        FROM audit_entry a
        LEFT JOIN person p ON p.id = a.person_id
        LEFT JOIN person b ON b.id = a.acting_as_id
        LEFT JOIN person s ON a.subject_kind = 'person' AND s.id = a.subject_id
        LEFT JOIN organisation o ON o.id = a.organisation_id
        WHERE a.id >= @first AND a.id < @end
        """;

    private const string OfOrganisation = " AND a.organisation_id = @organisation";
    private const string OfOrganisations = " AND a.organisation_id IN @organisations";
    private const string ByPeople = " AND a.person_id IN @people";
    private const string WithVerb = " AND a.verb = @verb";
    private const string AboutSubject = " AND a.subject_kind = @kind AND a.subject_id = @subject";
    private const string NewestFirst = " ORDER BY a.id DESC";

    private const string FindPeople = """
        SELECT id FROM person WHERE lower(email) = lower(@named) OR lower(name) = lower(@named) LIMIT 100
        """;

    private const string FindOrganisations = """
        SELECT id FROM organisation WHERE lower(name) = lower(@named) LIMIT 100
        """;

    // Each step asks the index for the next verb: a log of millions has a few dozen of them.
    private const string FindVerbs = """
        WITH RECURSIVE used AS (
            SELECT min(verb) AS verb FROM audit_entry
            UNION ALL
            SELECT (SELECT min(a.verb) FROM audit_entry a WHERE a.verb > used.verb) FROM used WHERE verb IS NOT NULL)
        SELECT verb FROM used WHERE verb IS NOT NULL
        """;

    private const string FindVerbsOfOrganisation = """
        WITH RECURSIVE used AS (
            SELECT min(verb) AS verb FROM audit_entry WHERE organisation_id = @organisation
            UNION ALL
            SELECT (SELECT min(a.verb) FROM audit_entry a
                    WHERE a.organisation_id = @organisation AND a.verb > used.verb)
            FROM used WHERE verb IS NOT NULL)
        SELECT verb FROM used WHERE verb IS NOT NULL
        """;

    /// <param name="organisation">Whose entries alone may be seen; null for a site administrator, who sees all.</param>
    internal async Task<IReadOnlyList<AuditRowModel>> FindAsync(
        AuditChoice choice, long? organisation, int limit, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var (sql, arguments) = await StatementAsync(session, choice, organisation, limit);
        return await session.QueryAsync<AuditRowModel>($"{sql} LIMIT @limit", arguments);
    }

    /// <summary>All of them, as the database sends them.</summary>
    internal async IAsyncEnumerable<AuditRowModel> StreamAsync(
        AuditChoice choice, long? organisation, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var (sql, arguments) = await StatementAsync(session, choice, organisation, limit: 0);
        await foreach (var row in session.StreamAsync<AuditRowModel>(sql, arguments))
        {
            yield return row;
        }
    }

    /// <summary>All that one person did, for themselves to read.</summary>
    internal async IAsyncEnumerable<AuditRowModel> StreamOfAsync(
        long person, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var everything = new { people = (long[])[person], first = "", end = AuditChoice.End };
        await foreach (var row in session.StreamAsync<AuditRowModel>($"{Entries}{ByPeople}{NewestFirst}", everything))
        {
            yield return row;
        }
    }

    internal async Task<IReadOnlyList<string>> VerbsAsync(long? organisation, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.QueryAsync<string>(
            organisation is null ? FindVerbs : FindVerbsOfOrganisation, new { organisation });
    }

    private static async Task<(string Sql, object Arguments)> StatementAsync(
        DbSession session, AuditChoice choice, long? organisation, int limit)
    {
        var people = await IdsAsync(session, FindPeople, choice.Person);
        var organisations = await IdsAsync(session, FindOrganisations, organisation is null ? choice.Organisation : "");
        var (first, end) = choice.Keys();
        var subject = choice.Subject();
        var sql = Entries
            + (organisation is null ? "" : OfOrganisation)
            + (organisations is null ? "" : OfOrganisations)
            + (people is null ? "" : ByPeople)
            + (string.IsNullOrWhiteSpace(choice.Verb) ? "" : WithVerb)
            + (subject is null ? "" : AboutSubject)
            + NewestFirst;
        return (sql, new
        {
            first, end, organisation, organisations, people, verb = choice.Verb, kind = subject?.Kind,
            subject = subject?.Id, limit,
        });
    }

    /// <summary>Null when nobody was named; an empty list when nobody is called that.</summary>
    private static async Task<IReadOnlyList<long>?> IdsAsync(DbSession session, string find, string? named) =>
        string.IsNullOrWhiteSpace(named) ? null : await session.QueryAsync<long>(find, new { named = named.Trim() });
}
