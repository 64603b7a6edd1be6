using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;

namespace TrapTagger.Annotation;

/// <summary>
/// An annotator takes back a decision of their own: a row that says so is added, what held before holds again, and
/// the cluster is back on their page.
/// </summary>
internal static class Undo
{
    private const string Undone = """
        SELECT count(*) FROM decision
        WHERE cluster_id = @Cluster AND kind = 'undo' AND replaces_id = @Decision
            AND annotation_set_id = @Set AND organisation_id = @Organisation
        """;

    private const string Lease = """
        INTO lease (cluster_id, organisation_id, annotation_set_id, site_id, person_id, batch, expires_at)
        SELECT c.id, c.organisation_id, c.annotation_set_id, c.site_id, @Person, @Batch, @Expires
        FROM cluster c
        WHERE c.id = @Cluster AND c.annotation_set_id = @Set AND c.organisation_id = @Organisation
        """;

    private const string ForgetOld = """
        DELETE FROM lease
        WHERE cluster_id = @Cluster AND annotation_set_id = @Set AND organisation_id = @Organisation
            AND (person_id = @Person OR expires_at <= @Now)
        """;

    internal static async Task<Results<Ok<UndoAnswer>, NotFound, Conflict<Refusal>>> Submit(
        Annotator who, UndoRequest request, AnnotationDesk desk, CancellationToken ct)
    {
        DecisionRow? undone;
        await using (var session = await desk.Db.OpenAsync(ct))
        {
            undone = await DecisionLog.FindAsync(session, who, request.Undoes);
        }
        if (undone is null or { Kind: DecisionKinds.Undo })
        {
            return TypedResults.NotFound();
        }
        if (!await TakeBackAsync(who, request, undone, desk, ct))
        {
            return await Refusal.OfAsync(desk, who, undone.ClusterId, ct);
        }

        await using var reading = await desk.Db.OpenAsync(ct);
        var cards = await ClusterCards.LoadAsync(reading, who, [undone.ClusterId], desk.Objects);
        return TypedResults.Ok(new UndoAnswer(
            cards.Single(), (await SetProgress.FindAsync(reading, who, desk.Now))!));
    }

    private static async Task<bool> TakeBackAsync(
        Annotator who, UndoRequest request, DecisionRow undone, AnnotationDesk desk, CancellationToken ct)
    {
        var (now, cluster) = (desk.Now, undone.ClusterId);
        var row = undone with
        {
            Id = await desk.Ids.NextAsync("decision", ct), Kind = DecisionKinds.Undo, ReplacesId = undone.Id,
            Note = null, ClientKey = request.Key.ToString("N"), DecidedAt = now,
        };
        await using var work = await desk.Db.BeginAsync(ct);
        await DecisionLog.LockAsync(work, who);
        var undoneBefore = await work.ScalarAsync<long>(
            Undone, new { Cluster = cluster, Decision = undone.Id, who.Set, who.Organisation }) > 0;
        if (!await DecisionLog.AppendAsync(work, row))
        {
            return await DecisionLog.FindAsync(work, who, request.Key) is { } sent && sent.ReplacesId == undone.Id;
        }
        var taken = !undoneBefore && (undone.Kind == DecisionKinds.Label
            ? await DecisionLog.HoldAsync(work, who, cluster, (undone.Id, undone.ReplacesId), now)
            : await DecisionLog.PostponeAsync(work, who, cluster, (undone.ReplacesId, -1), now));
        if (taken && await LeaseAsync(work, who, cluster, request.Batch, now))
        {
            await work.CommitAsync();
            return true;
        }
        return false;
    }

    private static async Task<bool> LeaseAsync(
        DbSession work, Annotator who, long cluster, Guid batch, DateTimeOffset now)
    {
        var arguments = new
        {
            Cluster = cluster, who.Set, who.Organisation, who.Person, Batch = batch.ToString("N"), Now = now,
            Expires = now + LeaseTerms.Lifetime,
        };
        await work.ExecuteAsync(ForgetOld, arguments);
        return await work.ExecuteAsync($"{work.Dialect.InsertIgnore} {Lease}", arguments) == 1;
    }
}

internal sealed record UndoRequest
{
    /// <summary>Made by the page: the same undoing sent twice is one.</summary>
    public required Guid Key { get; init; }

    /// <summary>The page's key of the decision to take back.</summary>
    public required Guid Undoes { get; init; }

    /// <summary>The page that goes on with the cluster.</summary>
    public required Guid Batch { get; init; }
}

internal sealed record UndoAnswer(ClusterCard Cluster, SetProgress Progress);
