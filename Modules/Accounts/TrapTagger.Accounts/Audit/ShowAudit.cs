using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Downloads;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>
/// Who did what, for those who answer for it: the whole site's for its administrators, an organisation's for its own.
/// </summary>
internal static class ShowAudit
{
    private const int PageSize = 50;

    internal static Task<RazorComponentResult> Show(
        [AsParameters] AuditChoice choice, AuditReading log, CancellationToken ct) =>
        PageAsync<AuditPage>(choice, null, "/admin/audit", log, ct);

    internal static Task<RazorComponentResult> ShowOwn(
        [AsParameters] AuditChoice choice, CurrentUser user, AuditReading log, CancellationToken ct) =>
        PageAsync<OwnAuditPage>(choice, user.Organisation, "/organisation/audit", log, ct);

    internal static Results<PushStreamHttpResult, BadRequest<string>> Export(
        [AsParameters] AuditChoice choice, AuditReading log, CancellationToken ct) => File(choice, null, log, ct);

    internal static Results<PushStreamHttpResult, BadRequest<string>> ExportOwn(
        [AsParameters] AuditChoice choice, CurrentUser user, AuditReading log, CancellationToken ct) =>
        File(choice, user.Organisation, log, ct);

    private static async Task<RazorComponentResult> PageAsync<TPage>(
        AuditChoice choice, long? organisation, string path, AuditReading log, CancellationToken ct)
        where TPage : View<AuditModel>
    {
        var verbs = await log.VerbsAsync(organisation, ct);
        if (choice.Reject() is { } reason)
        {
            return Render.View<TPage, AuditModel>(
                new(path, choice, verbs, [], null, reason), StatusCodes.Status422UnprocessableEntity);
        }
        var found = await log.FindAsync(choice, organisation, PageSize + 1, ct);
        return Render.View<TPage, AuditModel>(new(
            path, choice, verbs, [.. found.Take(PageSize)],
            found.Count > PageSize ? choice.At(path, found[PageSize - 1].Id) : null));
    }

    private static Results<PushStreamHttpResult, BadRequest<string>> File(
        AuditChoice choice, long? organisation, AuditReading log, CancellationToken ct) => choice.Reject() is { } reason
        ? TypedResults.BadRequest(reason)
        : CsvFile.Of("audit log.csv", csv => WriteAsync(csv, choice, organisation, log, ct));

    private static async Task WriteAsync(
        CsvWriter csv, AuditChoice choice, long? organisation, AuditReading log, CancellationToken ct)
    {
        csv.WriteHeader([
            "Time (UTC)", "Person", "Person Id", "Acting As", "Acting As Id", "Organisation", "Organisation Id", "Verb",
            "About", "About Id", "About Name", "Details", "Network"]);
        await foreach (var row in log.StreamAsync(choice, organisation, ct))
        {
            await csv.WriteRowAsync(
                [
                    row.HappenedAt, row.Person, row.PersonId, row.ActingAs, row.ActingAsId, row.Organisation,
                    row.OrganisationId, row.Verb, row.SubjectKind, row.SubjectId, row.Subject, row.Details, row.Network,
                ],
                ct);
        }
    }
}

/// <summary>A page of the log, and what was asked for.</summary>
public sealed record AuditModel
{
    internal AuditModel(
        string path, AuditChoice choice, IReadOnlyList<string> verbs, IReadOnlyList<AuditRowModel> rows, string? next,
        string? error = null) =>
        (Path, Choice, Verbs, Rows, Next, Error) = (path, choice, verbs, rows, next, error);

    /// <summary>Of the page, without a choice.</summary>
    public string Path { get; }

    /// <summary>All that the log knows.</summary>
    public IReadOnlyList<string> Verbs { get; }

    public IReadOnlyList<AuditRowModel> Rows { get; }

    /// <summary>The address of the next page; null on the last one.</summary>
    public string? Next { get; }

    public string? Error { get; }

    internal AuditChoice Choice { get; }

    internal bool IsForSite => Path == "/admin/audit";

    internal bool IsChosen => Choice.At("") != "";
}

/// <summary>An entry; names are those of now, but for things that may be gone.</summary>
public sealed record AuditRowModel
{
    public string Id { get; init; } = "";
    public DateTimeOffset HappenedAt { get; init; }
    public long? PersonId { get; init; }
    public string? Person { get; init; }
    public long? ActingAsId { get; init; }
    public string? ActingAs { get; init; }
    public long? OrganisationId { get; init; }
    public string? Organisation { get; init; }
    public string Verb { get; init; } = "";
    public string? SubjectKind { get; init; }
    public long? SubjectId { get; init; }
    public string? Subject { get; init; }
    public string? Details { get; init; }
    public string? Network { get; init; }
}
