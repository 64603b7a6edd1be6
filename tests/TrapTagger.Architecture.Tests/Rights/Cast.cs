using TrapTagger.Platform.Identity;
using TrapTagger.Testing;

namespace TrapTagger.Architecture.Tests.Rights;

/// <summary>Makes people with their places in organisations, and signs them in.</summary>
internal sealed class Cast(SiteUnderTest site, long survey)
{
    private const string Owner = "Wild Test";

    private const string Place = """
        UPDATE membership SET role = @role, may_create = @all, may_delete = @all, may_label = @all
        WHERE person_id = @person
        """;

    private const string Except = """
        INSERT INTO survey_exception (survey_id, person_id, organisation_id, role, may_label)
        VALUES (@survey, @person, @organisation, @role, @label)
        """;

    private const string Share = """
        INSERT INTO survey_share (survey_id, organisation_id, owner_organisation_id, role, shared_by, shared_at,
            accepted_at)
        SELECT @survey, @organisation, s.organisation_id, @role, @person, '2026-01-01',
            CASE WHEN @accepted THEN '2026-01-02' END
        FROM survey s WHERE s.id = @survey
        """;

    private int _people;

    internal async Task<Actor> Member(string role, bool all, Right inOrganisation, Right onSurvey)
    {
        var (_, _, visitor) = await Comes(Owner, role, all);
        return new(all ? $"{role} with everything" : role, visitor, inOrganisation, onSurvey);
    }

    internal async Task<Actor> Excepted(string role, string exception, bool label, Right inOrganisation, Right onSurvey)
    {
        var (person, organisation, visitor) = await Comes(Owner, role, all: false);
        await site.Rows.Run(Except, new { survey, person, organisation, role = exception, label });
        return new($"{role} with the exception {exception}", visitor, inOrganisation, onSurvey);
    }

    /// <param name="share">Null: offered at write, and not accepted.</param>
    internal async Task<Actor> Sharer(string name, string? share, string role, Right inOrganisation, Right onSurvey)
    {
        var (person, organisation, visitor) = await Comes(name, role, all: true);
        await site.Rows.Run(
            Share, new { survey, person, organisation, role = share ?? "write", accepted = share is not null });
        return new($"{role} of {name}, shared at {share ?? "nothing yet"}", visitor, inOrganisation, onSurvey);
    }

    internal async Task<Actor> Stranger(string organisation)
    {
        var (_, _, visitor) = await Comes(organisation, "admin", all: true);
        return new(
            $"admin of {organisation}", visitor, Right.See | Right.Label | Right.Change | Right.Delete | Right.Create
                | Right.Administer, Right.None);
    }

    private async Task<(long Person, long Organisation, Visitor Visitor)> Comes(
        string organisation, string role, bool all)
    {
        var made = await site.Rows.HasPerson($"p{++_people}", organisation);
        await site.Rows.Run(Place, new { role, all, person = made.Person });
        return (made.Person, made.Organisation, await site.SignsIn(made.Email));
    }
}
