using TrapTagger.Platform.Data;

namespace TrapTagger.Classification;

/// <summary>The rows of the detector's models, so that every box names the very file it came from.</summary>
internal sealed class RunModels(Db db, Ids ids, IDetector detector)
{
    private const string Find = "SELECT id FROM model WHERE name = @Name AND version = @Version AND sha256 = @Sha256";

    internal async Task<IReadOnlyDictionary<ModelCard, long>> EnsureAsync(CancellationToken ct)
    {
        var ids = new Dictionary<ModelCard, long>();
        foreach (var card in detector.Models)
        {
            ids[card] = await EnsureAsync(card, ct);
        }
        return ids;
    }

    private async Task<long> EnsureAsync(ModelCard card, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        if (await session.ScalarAsync<long?>(Find, card) is { } known)
        {
            return known;
        }
        var row = new
        {
            Id = await ids.NextAsync("model", ct), card.Name, card.Version, card.Licence, card.Source, card.Sha256,
        };
        await session.InsertNewAsync("model", [row]);
        return await session.ScalarAsync<long>(Find, card);
    }
}
