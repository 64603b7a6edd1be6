using System.Globalization;
using System.Security.Claims;

namespace TrapTagger.Accounts;

/// <summary>Who is signed in, who may belong to no organisation yet.</summary>
internal static class PersonId
{
    internal static long Of(ClaimsPrincipal who) =>
        long.Parse(who.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);
}
