using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Annotation;

/// <summary>
/// Somebody who labels one annotation set: the set of the route, and who is asking. Every statement on a set's rows
/// names the first two, and its arguments are spelled as here: SQLite tells @Set from @set.
/// </summary>
internal sealed record Annotator(long Set, long Organisation, long Person)
{
    /// <summary>Null where nobody is signed in; the route holds the set's number or does not match at all.</summary>
    public static ValueTask<Annotator?> BindAsync(HttpContext http) => ValueTask.FromResult(
        CurrentUser.Of(http) is { } user
            ? new Annotator(SetOf(http), user.Organisation, user.Id)
            : null);

    private static long SetOf(HttpContext http) =>
        long.Parse((string)http.GetRouteValue("set")!, CultureInfo.InvariantCulture);
}

/// <summary>What labelling takes, as one parameter.</summary>
internal sealed record AnnotationDesk(Db Db, Ids Ids, IObjectStore Objects, TimeProvider Clock)
{
    internal DateTimeOffset Now => Clock.GetUtcNow();
}
