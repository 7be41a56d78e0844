using LvsMon.Core.Config.Syntax;

namespace LvsMon.Core.Config.Sections;

/// <summary>Reads intervals and thresholds, also under the words of Equilibrium.</summary>
internal sealed class TimingSection(ValueReader values)
{
    /// <summary>Reads a statement into a layer when it is of this kind.</summary>
    /// <returns>False when the statement is something else.</returns>
    public bool TryRead(Statement statement, TimingLayer layer)
    {
        switch (statement.Directive.Id)
        {
            case DirectiveId.Interval or DirectiveId.ServerConnectionInterval:
                Read(statement, layer, TimingField.Interval);
                return true;
            case DirectiveId.FastInterval:
                Read(statement, layer, TimingField.FastInterval);
                return true;
            case DirectiveId.DownInterval or DirectiveId.ServerDownRetryInterval:
                Read(statement, layer, TimingField.DownInterval);
                return true;
            case DirectiveId.ConnectTimeout:
                Read(statement, layer, TimingField.ConnectTimeout);
                return true;
            case DirectiveId.ReceiveTimeout:
                Read(statement, layer, TimingField.ReceiveTimeout);
                return true;
            case DirectiveId.Timeout:
                Read(statement, layer, TimingField.Timeout);
                return true;
            case DirectiveId.ServerConnectionTimeout:
                Read(statement, layer, TimingField.ConnectTimeout, TimingField.ReceiveTimeout, TimingField.Timeout);
                return true;
            case DirectiveId.Rise:
                Read(statement, layer, TimingField.Rise);
                return true;
            case DirectiveId.Fall or DirectiveId.ServerTimeoutsAllowed:
                Read(statement, layer, TimingField.Fall);
                return true;
            case DirectiveId.FailAfter:
                Read(statement, layer, TimingField.FailAfter);
                return true;
            case DirectiveId.StableFor:
                Read(statement, layer, TimingField.StableFor);
                return true;
            case DirectiveId.HoldDown:
                Read(statement, layer, TimingField.HoldDown);
                return true;
            case DirectiveId.HoldDownMax:
                Read(statement, layer, TimingField.HoldDownMax);
                return true;
            case DirectiveId.SlowStart:
                Read(statement, layer, TimingField.SlowStart);
                return true;
            default:
                return false;
        }
    }

    private void Read(Statement statement, TimingLayer layer, params TimingField[] fields)
    {
        if (statement.Repeated || IsSetAlready(statement, layer, fields))
        {
            return;
        }

        bool read = TryValue(statement, out long value);
        SourceSpan span = statement.Words.Length > 0 ? statement.Words[0].Span : statement.Keyword.Span;
        foreach (TimingField field in fields)
        {
            layer.Set(field, value, span, broken: !read);
        }
    }

    private bool IsSetAlready(Statement statement, TimingLayer layer, TimingField[] fields)
    {
        foreach (TimingField field in fields)
        {
            Setting other = layer[field];
            if (other.IsSet)
            {
                values.Diagnostics.Error(
                    ConfigRules.RepeatedDirective,
                    statement.Keyword.Span,
                    $"\"{statement.Directive.Name}\" sets what line {other.Span.Line} of this block sets already; "
                    + "keep one of them");
                return true;
            }
        }

        return false;
    }

    private bool TryValue(Statement statement, out long value)
    {
        value = 0;
        if (statement.Damaged)
        {
            return false;
        }

        Directive directive = statement.Directive;
        Word word = statement.Words[0];
        if (directive.Choices.Count > 0 && ValueReader.IsOff(word))
        {
            return true;
        }

        bool read = directive.Kind == ValueKind.Duration
            ? values.TryDuration(directive, word, out value)
            : values.TryNumber(directive, word, out value);
        if (directive.Id == DirectiveId.ServerTimeoutsAllowed)
        {
            // That many failures are borne; the next one takes the server down.
            value++;
        }

        return read;
    }
}
