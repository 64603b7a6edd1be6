using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Who belongs to an organisation, and who may do what with which survey.</summary>
public sealed partial class AccountsModule
{
    private static void AddOrganisationRoutes(IEndpointRouteBuilder app)
    {
        var organisation = app.MapGroup("/organisation").ValidateAntiforgery()
            .Needing(Need.Organisation(Right.Administer));

        organisation.MapGet("/", ListMembers.Show);
        organisation.MapGet("/people/{person:long}", ChangeMember.Show);
        organisation.MapPost("/people/{person:long}", ChangeMember.Submit);
        organisation.MapPost("/people/{person:long}/remove", RemoveMember.Submit);
        organisation.MapPost("/invitations", InvitePerson.Submit);
        organisation.MapPost("/invitations/{id:long}/withdraw", WithdrawInvitation.Submit);
        organisation.MapGet("/shared", ListShares.Show);
        organisation.MapPost("/shared/{survey:long}/accept", AnswerShare.Accept);
        organisation.MapPost("/shared/{survey:long}/decline", AnswerShare.Decline);

        // An administrator who acts as somebody answers nothing for them.
        var people = app.MapGroup("/invitations").ValidateAntiforgery().Needing(Need.Person).ForOneself()
            .WithMetadata(new PersonsOwn());

        people.MapGet("/", ListInvitations.Show);
        people.MapPost("/{id:long}/accept", AnswerInvitation.Accept);
        people.MapPost("/{id:long}/decline", AnswerInvitation.Decline);

        var access = app.MapGroup("/surveys/{survey:long}/access").ValidateAntiforgery();

        access.MapGet("/", ShowAccess.Show).Needing(Need.Owned(Right.See | Right.Label, "survey"));

        var giving = access.MapGroup("").Needing(Need.Owned(Right.Administer, "survey"));

        giving.MapPost("/people", ExceptPerson.Submit);
        giving.MapPost("/people/{person:long}/remove", ExceptPerson.Remove);
        giving.MapPost("/places", ChoosePrecision.Submit);
        giving.MapPost("/shares", ShareSurvey.Submit);
        giving.MapPost("/shares/{organisation:long}/stop", ShareSurvey.Stop);
    }
}

internal static class OrganisationPages
{
    internal static IServiceCollection AddOrganisationPages(this IServiceCollection services) => services
        .AddSingleton(new RailItem("Organisation", "/organisation", "people", 80) { Needs = Right.Administer })
        .AddSingleton(new TabItem("organisation", "People", "", 10))
        .AddSingleton(new TabItem("organisation", "Shared surveys", "shared", 20))
        .AddSingleton(new TabItem("survey", "Access", "access", 60));
}
