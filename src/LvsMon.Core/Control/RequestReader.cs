using System;
using System.Collections.Generic;
using System.Text;

namespace LvsMon.Core.Control;

/// <summary>From a line to a request, or to the one error that is told: what is wrong with the line comes before what
/// is wrong with its members, and the version before everything that a version could change.</summary>
internal static class RequestReader
{
    private const int Always = (1 << (int)ControlField.Version) | (1 << (int)ControlField.Command);

    /// <summary>Reads a line without its end; its bytes change.</summary>
    public static ControlError Read(Span<byte> line, out ControlRequest request)
    {
        request = new ControlRequest(line);
        FlatObjectReader reader = new(line);
        bool hasOthers = false;
        bool isBad = false;
        bool isVersionWrong = true;
        while (reader.Read())
        {
            if (!ControlFields.TryFind(reader.Name, out ControlField field))
            {
                hasOthers = true;
                continue;
            }

            if (request.Has(field))
            {
                return ControlError.Malformed;
            }

            bool isKind = reader.Kind == ControlFields.Kinds[(int)field];
            isBad |= !isKind;
            request.Take(field, in reader);
            isVersionWrong &= field != ControlField.Version || !isKind || reader.Number != ControlLimits.Version;
        }

        return reader.IsBroken ? ControlError.Malformed
            : isVersionWrong ? ControlError.WrongVersion
            : Judge(ref request, hasOthers, isBad);
    }

    private static ControlError Judge(ref ControlRequest request, bool hasOthers, bool isBad)
    {
        ReadOnlySpan<byte> word = request.Text(ControlField.Command);
        for (int i = 0; i < ControlCatalogue.Commands.Count; i++)
        {
            ControlCommand command = ControlCatalogue.Commands[i];
            if (!Ascii.Equals(word, command.Name))
            {
                continue;
            }

            request.Verb = command.Verb;
            request.Permission = command.Permission;
            int needed = Bits(command.Needed);
            bool isComplete = (request.Seen & needed) == needed;
            return hasOthers || (request.Seen & ~(Always | needed | Bits(command.Optional))) != 0
                ? ControlError.UnknownField
                : isBad || !isComplete ? ControlError.BadValue
                : ControlError.None;
        }

        return ControlError.UnknownCommand;
    }

    private static int Bits(IReadOnlyList<ControlField> fields)
    {
        int bits = 0;
        for (int i = 0; i < fields.Count; i++)
        {
            bits |= 1 << (int)fields[i];
        }

        return bits;
    }
}
