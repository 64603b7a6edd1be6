using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TrapTagger.Annotation;

/// <summary>An annotator meets a species that the set has no label for, and makes one on the spot.</summary>
internal static class CreateLabel
{
    /// <summary>Which hue the next label gets: neighbours in this order are far apart on the colour wheel.</summary>
    private static readonly int[] Hues = [5, 9, 2, 7, 11, 4, 12, 6, 8, 1, 10, 3];

    /// <summary>
    /// 201 with the new label, or 200 with the one that has this name: of two who make it at once, both get it.
    /// </summary>
    internal static async Task<Results<Created<LabelCard>, Ok<LabelCard>, NotFound, ProblemHttpResult>> Submit(
        Annotator who, LabelRequest request, AnnotationDesk desk, CancellationToken ct)
    {
        var name = LabelNames.Tidy(request.Name);
        await using var session = await desk.Db.OpenAsync(ct);
        if (await SetProgress.FindAsync(session, who, desk.Now) is null)
        {
            return TypedResults.NotFound();
        }

        var present = await LabelCard.ListAsync(session, who);
        var reason = LabelNames.Reject(name, request.Key, present);
        if (reason is null)
        {
            var species = present.Count(l => l.Kind == LabelKinds.Species);
            var row = Row(await desk.Ids.NextAsync("label", ct), who, name, request.Key!, Hues[species % Hues.Length]);
            if (await session.InsertNewAsync("label", [row]) == 1)
            {
                return TypedResults.Created((string?)null, LabelCard.Of(row));
            }
            // Somebody's label of this name or key came between the look and the insert.
            present = await LabelCard.ListAsync(session, who);
            reason = LabelNames.Reject(name, request.Key, present);
        }
        return present.FirstOrDefault(l => l.IsSpeciesNamed(name)) is { } known
            ? TypedResults.Ok(known)
            : TypedResults.Problem(reason, statusCode: StatusCodes.Status422UnprocessableEntity);
    }

    private static LabelRow Row(long id, Annotator who, string name, string key, int hue) => new()
    {
        Id = id,
        OrganisationId = who.Organisation,
        AnnotationSetId = who.Set,
        Name = name,
        NameKey = LabelNames.KeyOf(name),
        Hotkey = key,
        Kind = LabelKinds.Species,
        Hue = hue,
    };
}

/// <param name="Key">One digit or small letter.</param>
internal sealed record LabelRequest(string? Name, string? Key);
