using System.Security.Claims;
using Microsoft.AspNetCore.Builder;

namespace TrapTagger.Platform.Identity;

/// <summary>A route that scripts may call with a person's token.</summary>
/// <param name="Scope">What the token must have been made for.</param>
/// <param name="Survey">
/// The route's parameter that a token for one survey is compared with; null for a route about all, which takes none.
/// </param>
public sealed record TokenScope(string Scope, string? Survey);

/// <summary>What a token can be made for, in the words of the page that makes them.</summary>
/// <param name="Asks">What a script asks with it, as an example.</param>
public sealed record TokenScopeItem(string Scope, string Words, string Asks);

/// <summary>Tokens of scripts: `Authorization: Bearer tt_…`. Routes take none unless they say so.</summary>
public static class Tokens
{
    public const string Scheme = "Bearer";

    public const string ReadSurveys = "surveys:read";
    public const string ReadResults = "results:read";
    public const string UploadFiles = "files:upload";

    /// <summary>All there are.</summary>
    public static IReadOnlyList<TokenScopeItem> Scopes { get; } =
    [
        new(ReadSurveys, "List surveys and their files", "GET /surveys.csv, /surveys/12/files.csv"),
        new(ReadResults, "Download results", "GET /surveys/12/results/frames.csv, …/labels.csv"),
        new(UploadFiles, "Upload photographs", "POST /surveys/12/upload/announce, …/plan, …/arrived, …/finish"),
    ];

    public static TBuilder TakesTokens<TBuilder>(this TBuilder builder, string scope, string? survey = "survey")
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new TokenScope(scope, survey));

    /// <summary>No browser sends a token by itself, so no other site can make it do so.</summary>
    public static bool IsByToken(ClaimsPrincipal person) => person.Identity?.AuthenticationType == Scheme;
}
