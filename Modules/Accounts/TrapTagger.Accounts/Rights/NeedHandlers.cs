using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Lets a request through that has the right in the organisation which the person works for.</summary>
internal sealed class OrganisationNeedHandler(FindRights rights) : AuthorizationHandler<OrganisationNeed>
{
    protected override async Task HandleRequirementAsync(
        AuthorizationHandlerContext context, OrganisationNeed requirement)
    {
        if (CurrentUser.From(context.User) is not { } user || context.Resource is not HttpContext http)
        {
            return;
        }
        var granted = await rights.InOrganisationAsync(user.Id, user.Organisation, http.RequestAborted);
        http.Features.Set(new Granted(user.Organisation, granted));
        if ((granted & requirement.Right) != 0)
        {
            context.Succeed(requirement);
        }
    }
}

/// <summary>Lets a request through that has the right on the survey which its route names.</summary>
internal sealed class OwnedNeedHandler(FindRights rights) : AuthorizationHandler<OwnedNeed>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, OwnedNeed requirement)
    {
        if (CurrentUser.From(context.User) is not { } user || context.Resource is not HttpContext http)
        {
            return;
        }
        var id = long.Parse((string)http.GetRouteValue(requirement.Value)!, CultureInfo.InvariantCulture);
        // A person may go from one organisation of theirs to another; what they gave one of them a token for may not.
        long? by = Tokens.IsByToken(context.User) ? user.Organisation : null;
        if (await rights.OnSurveyAsync(user.Id, id, requirement.Find, by, http.RequestAborted) is not { } granted)
        {
            return;
        }
        http.Features.Set(granted);
        if ((granted.Rights & requirement.Right) != 0)
        {
            context.Succeed(requirement);
        }
    }
}
