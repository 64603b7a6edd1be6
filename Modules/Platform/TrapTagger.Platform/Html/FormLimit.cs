using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace TrapTagger.Platform.Html;

public static class FormLimit
{
    /// <summary>Several times what the longest of our forms holds, and nothing to a server.</summary>
    private const long MostBytes = 64 * 1024;

    private const string Sentence = "That is more than this form takes: write less and try again.";

    /// <summary>
    /// Refuses larger forms before any of them is read: a server has better things to do. Files and what scripts send
    /// are no forms.
    /// </summary>
    public static RouteGroupBuilder LimitForms(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Add(endpoint =>
        {
            var handler = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = async http =>
            {
                // A request without a content type is taken for an empty form (see Forms), and may be a photograph.
                if (http.Request.ContentType is null || !http.Request.HasFormContentType
                    || http.GetEndpoint()?.Metadata.GetMetadata<TakesLongForms>() is not null)
                {
                    await handler(http);
                    return;
                }
                if (http.Request.ContentLength > MostBytes)
                {
                    await Refuse(http).ExecuteAsync(http);
                    return;
                }
                // For one that does not say how long it is.
                if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                {
                    size.MaxRequestBodySize = MostBytes;
                }
                await handler(http);
            };
        });
        return group;
    }

    /// <summary>The page for people comes from the site; a script gets the sentence.</summary>
    private static IResult Refuse(HttpContext http) =>
        http.Features.Get<IStatusCodePagesFeature>() is { Enabled: true }
            ? TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge)
            : TypedResults.Text(Sentence, statusCode: StatusCodes.Status413PayloadTooLarge);
}

/// <summary>On a route whose form grows with what somebody has, such as the folders of a memory card.</summary>
public sealed record TakesLongForms;
