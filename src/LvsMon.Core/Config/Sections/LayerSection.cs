using LvsMon.Core.Config.Syntax;

namespace LvsMon.Core.Config.Sections;

/// <summary>Reads the directives that <c>defaults</c>, <c>virtual</c> and <c>real</c> share.</summary>
internal sealed class LayerSection(ValueReader values, CheckSection checks)
{
    private readonly TimingSection _timing = new(values);
    private readonly SchedulerReader _scheduler = new(values);
    private readonly ForwardReader _forward = new(values);

    /// <summary>Reads a statement into a layer when it is one of these.</summary>
    /// <returns>False when the statement is something else.</returns>
    public bool TryRead(Statement statement, ServiceLayer layer)
    {
        switch (statement.Directive.Id)
        {
            case DirectiveId.Scheduler:
                layer.Scheduler = _scheduler.Read(statement);
                return true;
            case DirectiveId.Forward:
                layer.HasForward = true;
                layer.Forward = _forward.Read(statement);
                return true;
            case DirectiveId.Check:
                layer.Checks ??= [];
                layer.FirstCheck ??= statement.Keyword.Span;
                if (checks.Read(statement) is { } check)
                {
                    layer.Checks.Add(check);
                }

                return true;
            case DirectiveId.Require:
                ReadRequire(statement, layer);
                return true;
            case DirectiveId.OnFailure:
                layer.Failures ??= new FailureReader(values);
                layer.Failures.Read(statement);
                return true;
            case DirectiveId.Notify:
                layer.Notify ??= new NotifyReader(values);
                layer.Notify.Read(statement);
                return true;
            case DirectiveId.SessionTimeout:
                ReadSessionTimeout(statement, layer);
                return true;
            case DirectiveId.Include:
                return true;
            default:
                return _timing.TryRead(statement, layer.Timing);
        }
    }

    private void ReadRequire(Statement statement, ServiceLayer layer)
    {
        if (!statement.Repeated && !statement.Damaged)
        {
            layer.RequiresAny = values.Choice(
                statement.Directive.Choices, statement.Words[0], ConfigRules.UnknownWord, "require cannot be") == 1;
        }
    }

    private void ReadSessionTimeout(Statement statement, ServiceLayer layer)
    {
        if (statement.Repeated)
        {
            return;
        }

        int seconds = 0;
        bool read = !statement.Damaged && values.TrySeconds(statement.Directive, statement.Words[0], out seconds);
        layer.SessionTimeout = new Setting(seconds, statement.Keyword.Span, IsSet: true, Broken: !read);
    }
}
