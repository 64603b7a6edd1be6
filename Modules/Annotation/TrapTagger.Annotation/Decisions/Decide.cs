using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TrapTagger.Annotation;

/// <summary>An annotator labels a cluster, or skips it.</summary>
internal static class Decide
{
    private const string FindCluster = """
        SELECT count(*) FROM cluster
        WHERE id = @Cluster AND annotation_set_id = @Set AND organisation_id = @Organisation
        """;

    private const string FindKinds = """
        SELECT kind FROM label WHERE id IN @Labels AND annotation_set_id = @Set AND organisation_id = @Organisation
        """;

    private const string Attach = """
        INSERT INTO decision_label (decision_id, label_id)
        SELECT @Decision, id FROM label
        WHERE id IN @Labels AND annotation_set_id = @Set AND organisation_id = @Organisation
        """;

    private const string Return = """
        DELETE FROM lease
        WHERE cluster_id = @Cluster AND annotation_set_id = @Set AND organisation_id = @Organisation
            AND person_id = @Person
        """;

    internal static async Task<Results<Ok<SetProgress>, NotFound, ProblemHttpResult, Conflict<Refusal>>> Submit(
        Annotator who, DecideRequest request, AnnotationDesk desk, CancellationToken ct)
    {
        await using (var session = await desk.Db.OpenAsync(ct))
        {
            if (await session.ScalarAsync<long>(FindCluster, new { request.Cluster, who.Set, who.Organisation }) == 0)
            {
                return TypedResults.NotFound();
            }
            var labels = request.Labels.Distinct().ToList();
            var kinds = await session.QueryAsync<string>(FindKinds, new { Labels = labels, who.Set, who.Organisation });
            if (DecisionRules.Reject(request, kinds) is { } reason)
            {
                return TypedResults.Problem(reason, statusCode: StatusCodes.Status422UnprocessableEntity);
            }
        }

        return await TakeAsync(who, request, desk, ct)
            ? TypedResults.Ok(await ProgressAsync(who, desk, ct))
            : await Refusal.OfAsync(desk, who, request.Cluster, ct);
    }

    private static async Task<bool> TakeAsync(
        Annotator who, DecideRequest request, AnnotationDesk desk, CancellationToken ct)
    {
        var row = Row(await desk.Ids.NextAsync("decision", ct), who, request, desk.Now);
        await using var work = await desk.Db.BeginAsync(ct);
        await DecisionLog.LockAsync(work, who);
        if (!await DecisionLog.AppendAsync(work, row))
        {
            return await DecisionLog.FindAsync(work, who, request.Key) is { } sent && sent.ClusterId == request.Cluster;
        }

        var seen = row.ReplacesId;
        if (request.Kind == DecisionKinds.Label)
        {
            await work.ExecuteAsync(
                Attach, new { Decision = row.Id, Labels = request.Labels.Distinct(), who.Set, who.Organisation });
        }
        var taken = request.Kind == DecisionKinds.Label
            ? await DecisionLog.HoldAsync(work, who, request.Cluster, (seen, row.Id), row.DecidedAt)
            : await DecisionLog.PostponeAsync(work, who, request.Cluster, (seen, 1), row.DecidedAt);
        if (taken)
        {
            await work.ExecuteAsync(Return, new { request.Cluster, who.Set, who.Organisation, who.Person });
            await work.CommitAsync();
        }
        return taken;
    }

    private static DecisionRow Row(long id, Annotator who, DecideRequest request, DateTimeOffset now) => new()
    {
        Id = id,
        OrganisationId = who.Organisation,
        AnnotationSetId = who.Set,
        ClusterId = request.Cluster,
        PersonId = who.Person,
        Kind = request.Kind,
        ReplacesId = request.Replaces is > 0 ? request.Replaces : null,
        Note = string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(),
        ClientKey = request.Key.ToString("N"),
        DecidedAt = now,
    };

    private static async Task<SetProgress> ProgressAsync(Annotator who, AnnotationDesk desk, CancellationToken ct)
    {
        await using var session = await desk.Db.OpenAsync(ct);
        return (await SetProgress.FindAsync(session, who, desk.Now))!;
    }
}

internal sealed record DecideRequest
{
    /// <summary>Made by the page: the same decision sent twice is one.</summary>
    public required Guid Key { get; init; }

    public required long Cluster { get; init; }

    /// <summary>label or skip.</summary>
    public required string Kind { get; init; }

    public IReadOnlyList<long> Labels { get; init; } = [];

    public string? Note { get; init; }

    /// <summary>The decision that held when the page showed the cluster; null where there was none.</summary>
    public long? Replaces { get; init; }
}
