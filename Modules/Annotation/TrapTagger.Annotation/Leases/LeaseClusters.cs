using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TrapTagger.Annotation;

/// <summary>The page asks for work: clusters that nobody else gets while it keeps them.</summary>
internal static class LeaseClusters
{
    internal static async Task<Results<Ok<LeaseAnswer>, NotFound>> Submit(
        Annotator who, LeaseRequest request, AnnotationDesk desk, CancellationToken ct)
    {
        var (leased, elsewhere, sites) = await LeaseAsync(who, request, desk, ct);

        await using var session = await desk.Db.OpenAsync(ct);
        if (await SetProgress.FindAsync(session, who, desk.Now) is not { } progress)
        {
            return TypedResults.NotFound();
        }
        // What the page says it has is not sent again; what an answer that got lost held, is.
        var fresh = leased.Except(request.Holding).ToList();
        var cards = await ClusterCards.LoadAsync(session, who, fresh, desk.Objects);
        return TypedResults.Ok(new LeaseAnswer(
            [.. cards.OrderBy(c => c.IsEmpty).ThenBy(c => c.Skips).ThenBy(c => sites.IndexOf(c.SiteId))
                .ThenBy(c => c.FirstAt).ThenBy(c => c.Id)],
            elsewhere,
            await LabelCard.ListAsync(session, who),
            progress));
    }

    private static async Task<(IReadOnlyList<long> Leased, bool Elsewhere, List<long> Sites)> LeaseAsync(
        Annotator who, LeaseRequest request, AnnotationDesk desk, CancellationToken ct)
    {
        var now = desk.Now;
        await using var work = await desk.Db.BeginAsync(ct);
        if (request.Opening)
        {
            await PageLeases.MoveAsync(work, who, request.Batch, now);
        }
        else if (await PageLeases.AreElsewhereAsync(work, who, request.Batch, now))
        {
            return ([], true, []);
        }
        else
        {
            await PageLeases.RenewAsync(work, who, request.Batch, now);
        }
        var sites = await LeaseTaking.FillAsync(work, who, request.Batch, now);
        var leased = await PageLeases.HeldAsync(work, who, request.Batch);
        await work.CommitAsync();
        return (leased, false, [.. sites]);
    }
}

internal sealed record LeaseRequest
{
    /// <summary>The page's own name, which it makes when it opens.</summary>
    public required Guid Batch { get; init; }

    /// <summary>True when somebody sits down at this page: what they had on another one comes here.</summary>
    public bool Opening { get; init; }

    /// <summary>Clusters the page has, or has decided and not yet sent.</summary>
    public IReadOnlyList<long> Holding { get; init; } = [];
}

/// <param name="Clusters">Those the page did not have, in the order in which to show them.</param>
/// <param name="Elsewhere">True when the person sat down at another page: this one has nothing any more.</param>
internal sealed record LeaseAnswer(
    IReadOnlyList<ClusterCard> Clusters, bool Elsewhere, IReadOnlyList<LabelCard> Labels, SetProgress Progress);
