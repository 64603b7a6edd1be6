using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Results;

/// <summary>What an address asks for: a survey's results in one annotation set, of one label or of all.</summary>
/// <param name="Set">Null asks for the survey's first set.</param>
/// <param name="Label">Null asks for every label that has sightings; so does 0, which a form can send.</param>
internal sealed record ResultsChoice(
    CurrentUser User, [FromRoute] long Survey, [FromQuery] long? Set = null, [FromQuery] long? Label = null)
{
    internal long? OneLabel => Label == 0 ? null : Label;
}
