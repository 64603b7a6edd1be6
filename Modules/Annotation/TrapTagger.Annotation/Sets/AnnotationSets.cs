using TrapTagger.Platform.Data;

namespace TrapTagger.Annotation;

/// <summary>A survey's annotation sets: made when there is something to label, each with the built-in labels.</summary>
internal sealed class AnnotationSets(Db db, Ids ids, TimeProvider clock)
{
    /// <summary>What the first set of a survey is called.</summary>
    private const string FirstName = "Species";

    private const string Find = """
        SELECT id FROM annotation_set
        WHERE survey_id = @Survey AND organisation_id = @Organisation AND name = @Name
        """;

    private const string Create = """
        INTO annotation_set (id, organisation_id, survey_id, name, clusters, clusters_decided, frames, created_at)
        SELECT @Id, organisation_id, id, @Name, 0, 0, 0, @Now FROM surveys_survey
        WHERE id = @Survey AND organisation_id = @Organisation
        """;

    /// <summary>
    /// The survey's first set, made where it is missing; two callers at once get the same one. Null when there is no
    /// such survey any more.
    /// </summary>
    internal async Task<long?> EnsureAsync(long survey, long organisation, CancellationToken ct)
    {
        var named = new { Survey = survey, Organisation = organisation, Name = FirstName };
        await using (var session = await db.OpenAsync(ct))
        {
            if (await session.ScalarAsync<long?>(Find, named) is { } present)
            {
                return present;
            }
        }

        var id = await ids.NextAsync("annotation_set", ct);
        var firstLabel = await ids.NextAsync("label", BuiltInLabels.All.Count, ct);
        await using var work = await db.BeginAsync(ct);
        var created = await work.ExecuteAsync(
            $"{work.Dialect.InsertIgnore} {Create}",
            new { Id = id, named.Survey, named.Organisation, named.Name, Now = clock.GetUtcNow() });
        if (created == 0)
        {
            return await work.ScalarAsync<long?>(Find, named);
        }
        await work.InsertAsync(
            "label", [.. BuiltInLabels.All.Select((label, i) => label.Row(firstLabel + i, id, organisation))]);
        work.Touch($"survey/{survey}");
        await work.CommitAsync();
        return id;
    }
}
