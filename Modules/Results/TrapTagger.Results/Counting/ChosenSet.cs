using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Results;

/// <summary>A survey of the organisation that asks, and which of its annotation sets the results are of.</summary>
/// <param name="Frames">The survey's, whether they are in a cluster or not.</param>
/// <param name="Set">Null while the survey has no set.</param>
internal sealed record ChosenSet(
    long Organisation, long Survey, string Name, long Frames, IReadOnlyList<SetModel> Sets, SetModel? Set)
{
    /// <summary>Who asks, and may see places only so exactly.</summary>
    internal required CurrentUser Reader { get; init; }

    private const string FindSurvey = """
        SELECT id, name, frames FROM surveys_survey WHERE id = @Survey AND organisation_id = @Organisation
        """;

    private const string FindSets = """
        SELECT id, name, frames, clusters FROM annotation_set_of_survey
        WHERE survey_id = @Survey AND organisation_id = @Organisation
        ORDER BY id
        """;

    /// <summary>Null when the organisation has no such survey, or the survey no such set.</summary>
    internal static async Task<ChosenSet?> FindAsync(DbSession session, ResultsChoice choice)
    {
        var owner = new { choice.Survey, choice.User.Organisation };
        if (await session.FindAsync<FoundSurvey>(FindSurvey, owner) is not { } survey)
        {
            return null;
        }
        var sets = await session.QueryAsync<SetModel>(FindSets, owner);
        var set = sets.FirstOrDefault(s => choice.Set is null || s.Id == choice.Set);
        return set is null && choice.Set is not null
            ? null
            : new(owner.Organisation, survey.Id, survey.Name, survey.Frames, sets, set) { Reader = choice.User };
    }

    internal ResultsHeadModel Head(SetModel set, LabelModel? label) => new(Survey, Name, Frames, Sets, set, label);

    private sealed record FoundSurvey
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public long Frames { get; init; }
    }
}

/// <summary>One of a survey's annotation sets.</summary>
public sealed class SetModel
{
    public long Id { get; init; }
    public string Name { get; init; } = "";

    /// <summary>Those that are in one of its clusters.</summary>
    public long Frames { get; init; }

    public long Clusters { get; init; }
}
