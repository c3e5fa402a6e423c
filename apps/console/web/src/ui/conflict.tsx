import type { Problem } from '@yidi/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useMe } from '../app/officer.js';
import { OwnTexts } from './own-texts.js';
import { useActName, useInstant } from './wording.js';

const Changed = z.object({
  changedBy: z.string(),
  changedByName: z.string().optional(),
  changedAt: z.string(),
  lastAct: z.string(),
});

/** It was changed meanwhile: by whom, be it oneself in another window, with what, and the officer's own text to take along. */
export function Conflict({ problem, kept }: { readonly problem: Problem; readonly kept: readonly string[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const actName = useActName();
  const instant = useInstant();
  const { officer } = useMe();
  const changed = Changed.safeParse(problem.details);
  const own = changed.success && changed.data.changedBy === officer.id;
  return (
    <div className="failure" ref={(box) => box?.focus()} tabIndex={-1}>
      <Alert
        type="warning"
        role="alert"
        showIcon
        title={t(own ? 'conflict.ownTitle' : 'conflict.title')}
        description={
          <Space orientation="vertical">
            <span>{t('conflict.text')}</span>
            <span>
              {changed.success
                ? t(own ? 'conflict.ownBy' : 'conflict.by', {
                    officer: changed.data.changedByName ?? changed.data.changedBy,
                    at: instant(changed.data.changedAt),
                    act: actName(changed.data.lastAct),
                  })
                : t('conflict.unknown')}
            </span>
            <OwnTexts texts={kept} />
            <Button type="primary" onClick={() => void queries.invalidateQueries()}>
              {t('conflict.look')}
            </Button>
          </Space>
        }
      />
    </div>
  );
}
